"""Words that stand in ordinary scene descriptions, English and French, though they may be part of somebody's name.

Written by hand for Coulisse (no list of others went in): the words of sets, weather, wardrobe, camera, places and
crafts, and given names that are words. A name part on this list needs more around it before it counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_ENGLISH = """
a an the this that these those my your his her its our their some any each every no all both few many much more most
other another such what which who whom whose when where why how i you he she it we they me him us them and or but nor
so yet if then than as at by for from in into of off on onto out over to toward towards under up upon with within
without about above across after against along among around before behind below beneath beside between beyond down
during except inside near outside past round since through throughout until till via is are was were be been being am
do does did done doing have has had having will would shall should can could may might must not never ever always
often again once twice here there now soon today tomorrow yesterday just only very too also even still almost quite
rather one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand
million first second third last next half quarter double single red orange yellow green blue purple violet pink brown
black white grey gray silver gold golden amber crimson scarlet burgundy ivory cream beige tan teal navy indigo
turquoise cyan magenta lavender lilac maroon olive rust copper bronze brass ruby jade pearl opal coral emerald
sapphire diamond crystal onyx jet ebony ash sable russet rosy auburn ginger dark light bright dim pale deep soft hard
hardy warm cold cool hot dry wet damp fresh old new young ancient modern early late long short tall high low wide
narrow broad thick thin big small large little great huge tiny grand good better best bad worse worst nice fine fair
sharp smart strong stern weak quick slow fast swift sweet bitter sour rich poor noble royal savage wild gentle meek
merry happy sad glad grim stark bold brave proud humble wise free true false real plain simple clean dirty dusty rusty
misty foggy cloudy sunny rainy snowy windy stormy frosty icy empty full open closed broken cracked worn torn faded
quiet silent loud calm busy crowded lonely alone distant close remote hidden secret strange odd common rare main major
minor left right front back top bottom side edge corner centre center middle end begin start stop north south east
west northern southern eastern western summer winter spring autumn fall january february march april june july august
september october november december monday tuesday wednesday thursday friday saturday sunday day night morning noon
evening dusk dawn twilight sunset sunrise midnight hour minute moment week month year century season holiday christmas
easter weather rain snow wind storm thunder lightning cloud fog mist haze frost ice hail sleet sky sun moon star stars
shadow shade sunlight moonlight daylight heat flood drought breeze gale tempest hurricane tornado rainbow field meadow
garden park forest wood woods woodland tree bush shrub hedge grove orchard vineyard farm pasture lawn grass hay straw
bale wheat corn barley oat rye rice reed rush moss fern ivy thorn bramble briar weed leaf branch trunk root bark bud
bloom blossom flower petal rose lily daisy iris poppy tulip orchid heather jasmine holly hazel rowan willow birch
beech oak elm maple pine cedar cypress fir larch poplar palm bamboo laurel sage thyme basil rosemary mint clover
nettle thistle berry cranberry strawberry blueberry blackberry raspberry cherry apple pear peach plum fig lemon lime
grape melon bean pea carrot onion potato turnip pepper pumpkin mushroom nut walnut almond chestnut acorn seed hill
hills mountain mount peak summit cliff ridge slope valley vale dale glen canyon gorge ravine gully cave cavern rock
stone pebble boulder gravel sand dust dirt mud clay soil earth ground land desert dune oasis prairie moor heath marsh
swamp bog fen river rivers stream brook brooks creek burn beck well falls waterfall lake pond pool lagoon bay cove
gulf sound strait channel sea ocean wave tide surf shore beach coast island isle reef harbor harbour port dock quay
pier wharf bridge dam canal ford bank banks fountain water fire flame smoke ember spark cinder coal charcoal lava
volcano crater horizon landscape seascape scenery view animal dog hound cat kitten horse mare pony foal colt cow bull
ox calf sheep lamb ram ewe goat kid pig hog boar deer stag doe buck fawn hart elk moose bear wolf fox badger otter
beaver hare rabbit mouse rat squirrel bat lion tiger leopard panther cheetah elephant rhino hippo giraffe zebra camel
monkey ape snake serpent lizard frog toad turtle fish trout salmon pike bass carp cod herring shark whale dolphin seal
crab lobster oyster shrimp bird hawk falcon eagle kite owl raven crow rook jay magpie dove pigeon swan goose duck
drake heron crane stork gull robin wren finch sparrow swallow lark nightingale starling thrush cock hen rooster chick
peacock pheasant partridge quail turkey bee wasp fly moth butterfly ant spider beetle cricket worm snail feather wing
tail horn hoof claw fur hide shell nest hive house home hut cabin cottage hall manor mansion villa palace castle tower
fort fortress keep church chapel abbey temple cathedral mosque synagogue monastery priory shrine steeple school
college library museum theater theatre cinema opera hospital hotel inn tavern pub bar cafe restaurant kitchen shop
store market mall office factory mill warehouse barn stable shed garage station airport terminal platform prison jail
court courthouse townhall barracks lighthouse windmill watchtower skyscraper apartment flat room bedroom bathroom
parlor parlour attic basement cellar corridor lobby foyer stair stairs staircase step floor ceiling roof wall walls
door doorway gate gates window pane frame arch column pillar beam post pole fence railing balcony terrace porch patio
yard courtyard alley lane street road avenue boulevard highway path trail track walk way square plaza crossing
junction bypass town village city hamlet suburb county district block ghetto slum ruin ruins rubble debris brick
bricks mortar concrete cement plaster stucco tile slate shingle thatch timber plank board log lumber plywood steel
iron metal tin lead zinc glass plastic rubber leather wool cotton linen silk satin velvet denim tweed lace felt canvas
rope string cord wire cable chain link nail screw bolt hinge lock key bell clock watch lamp lantern candle torch bulb
neon chandelier mirror table chair bench stool sofa couch bed desk shelf cabinet drawer chest box crate barrel basket
bag sack pouch case suitcase bottle cup mug plate bowl dish pot pan kettle knife fork spoon stove oven sink bath tub
tap pipe hose pump wheel axle engine motor gear lever handle switch button screen monitor radio phone telephone
television computer camera lens tripod dolly drone rig grip gaffer spot fill rim bounce diffuser reflector film movie
scene shot take cut clip reel roll clapper set stage prop props costume wardrobe makeup hair mask matte comp pass
render layer tilt zoom focus aperture shutter exposure grain contrast color colour tone hue tint grade grading
lighting closeup medium angle handheld steady tracking aerial overhead establishing static motion speed frames fps
cinematic anamorphic bokeh depth flare vignette texture detail style mood look background foreground midground
sequence version final draft preview test reference previs storyboard concept art sketch painting drawing photo
photograph picture image portrait poster banner sign logo title coat jacket cloak cape robe gown dress skirt shirt
blouse vest suit trousers pants jeans shorts belt sash scarf shawl tie bow collar cuff sleeve pocket zipper hem glove
gloves mitten hat cap bonnet hood helmet crown tiara veil wig shoe shoes boot boots sandal slipper sock stocking apron
uniform armor armour shield sword dagger spear lance arrow axe hammer mace club gun rifle pistol cannon bullet bomb
ring necklace bracelet brooch earring jewel gem badge medal ribbon lapel tuxedo dinner man men woman women boy girl
child children baby infant people person crowd mob couple pair group team crew cast band actor actress hero heroine
villain father mother dad mum mom son daughter brother sister uncle aunt cousin grandfather grandmother grandson
husband wife bride groom widow orphan twin friend lover enemy stranger neighbor neighbour guest host master mistress
servant king queen prince princess duke duchess earl count baron lord lady knight squire page bishop pope priest monk
friar abbot nun dean parson vicar deacon saint angel devil demon ghost witch wizard giant dwarf elf fairy dragon
monster soldier sergeant captain general marshal admiral sailor pilot guard sentry warden ranger hunter fisher
fisherman shepherd farmer gardener forester miller baker butcher cook chef brewer cooper carpenter mason smith
blacksmith potter weaver tailor tanner turner taylor carter porter driver rider walker runner singer dancer piper
harper fiddler drummer player painter sculptor writer author poet clerk judge lawyer sheriff constable police officer
detective doctor nurse teacher student scholar engineer worker miner merchant trader banker chandler fletcher archer
bowman butler chamberlain steward usher waiter barber sawyer thatcher wright cartwright wainwright slater fuller
glover skinner sadler draper mercer spencer sexton proctor tyler parker foster gardner fowler falconer fortune head
face eye eyes ear nose mouth lip lips tooth teeth tongue chin cheek jaw brow forehead beard moustache neck shoulder
arm elbow wrist hand hands finger thumb fist breast waist hip leg knee ankle foot feet toe heel skin bone blood heart
body voice breath tear tears smile frown laugh whisper shout scream song dance music drum flute harp trumpet violin
piano guitar organ parade battle war peace fight duel chase escape race game sport ball hockey football tennis golf
chess card cards dice ace jack joker deal bet luck chance hope faith grace mercy charity joy bliss love hate fear
anger rage pride shame honor honour glory victory triumph defeat justice law order liberty freedom truth honesty
patience prudence temperance constance virtue sin evil wisdom dream nightmare sleep wake memory mind soul spirit life
death birth age youth story tale legend myth book letter paper ink pen pencil brush paint note map chart flag coin
money cash price penny pound dollar bill cent bread butter cheese milk egg meat beef pork ham bacon chicken soup stew
sauce salt sugar honey syrup cake pie tart pudding candy chocolate coffee tea juice wine beer ale rum gin whisky
whiskey brandy vodka champagne breakfast lunch supper feast banquet picnic car truck bus van taxi cab train tram
trolley bicycle bike motorcycle cart wagon carriage coach sleigh boat ship yacht ferry barge canoe raft plane airplane
aircraft helicopter rocket balloon sail mast deck hull anchor oar rudder cruise voyage journey trip tour travel visit
pilgrim go goes went gone come comes came get got give gave given taken make made put sit sat stand stood lie lay lain
run ran jump leap fell fallen rise risen climb crawl swim flew throw threw catch caught hold held carry bring brought
send sent pull push lift drop drag drive drove ride rode turn twist bend bent break broke build built dig draw drew
eat ate drink drank feed grow grew hang hung hear heard hid hit kept kneel know knew known led lean learn leave let
listen lose lost meet met move pay play point pour pray raise reach read rest rang rub say said see saw seen seek sell
shake shine shone shoot show shown shut sing sang slide slip smell speak spoke spend spin spread stare steal stick
strike struck sweep swing talk teach tell told think thought touch try use wait want wash wear wore win won work write
wrote add adjust ask become believe blend blow borrow call change check choose clear collapse collide cover create
cross crumble crush describe destroy die disappear drift enter explode explore fade find found fit flicker float flow
follow forget gather glow glide grab hurry hurt imagine include join kick kill kiss linger load match mean miss mix
need offer pack pick place plan plant press print reflect remain remember remove repeat replace return reveal roar
save scatter search seem shatter shift shimmer snap soak stay stir stretch stroll surround swirl toss tremble tumble
wander whirl wish wonder yell grant mark frank ray rob bob nick pat sue chuck chip mike pete dick harry gene don sandy
peg kitty jean miles max jordan morgan logan skyler skye dakota sierra savannah brooklyn paris london florence sydney
austin dallas houston jackson lincoln madison chelsea india china georgia virginia carolina victoria alexandria
charlotte augusta helena phoenix denver boston chester lancaster york kent devon cornwall essex sussex surrey norfolk
suffolk hampshire bristol oxford cambridge windsor stratford berlin vienna rome milan venice verona sienna siena
athens cairo delhi beijing tokyo kyoto seoul lagos nairobi madrid barcelona lisbon moscow warsaw prague dublin belfast
edinburgh glasgow cardiff lyon marseille bordeaux cannes normandy brittany provence alps england english france french
germany german spain spanish italy italian portugal greece greek russia russian poland ireland irish scotland scottish
wales welsh holland dutch denmark sweden norway finland america american canada canadian mexico mexican brazil
argentina chile peru cuba jamaica japan japanese korea korean vietnam thailand israel egypt morocco kenya nigeria
africa african asia asian europe european australia texas california nevada montana florida manhattan harlem hollywood
washington chicago stained covered candlelit weathered gothic baroque victorian edwardian medieval renaissance
georgian colonial industrial rural urban vintage retro noir gloomy eerie majestic lush barren rugged serene vivid
vibrant muted subtle gritty glossy shiny silky smooth rough jagged crooked curved straight oval hollow solid heavy
massive fragile delicate elegant ornate modest fancy volumetric photorealistic realistic stylized stylised detailed
rendering unreal octane hdr uhd resolution quality masterpiece ambient occlusion normal alpha premult beauty diffuse
specular cryptomatte vectors sim simulation cache proxy layout anim animation lookdev lgt fx vfx cg cgi edit editorial
conform turnover cleanup roto rotoscope matchmove keyer despill file folder name value null none auto width height
size scale rotate translate rate marbled marble granite limestone sandstone cobble cobbled cobblestone cobblestones
chalk flint pitch tar fields sommer knoll butte crest crag brae thicket copse underwood greenwood redwood driftwood
blackjack blackthorn hawthorn hawthorne whitewater blackwater ashwood summerhouse springfield lockwood churchyard
graveyard grave tomb crypt coffin crossroads bland blank boon brand bristle broom buckle bunting burger cage camp cane
cheer cole coe cope crisp crump curl curry dash dear dell dew dunn fable fate fife fleet flores flynn force forge
furrow garland garner gent gift glaze gore hammond harvest hatch haven hazard hearth hogg holt hook howl hunt hyde
joiner jolly kay keen lacey lash ledge lightfoot loop lovelace lovely manger marlin mead meadows merriment mild moat
mole moore mott munch myrtle nash nightshade nook oaks oakley olives outlaw pain peel perch pert pickle pitt power
pryor purse quill ramp rapture reeves ripple roach roper rover rowe ruffle rule saddle sands satchel savoy sheen
shepard sloan spice spindle stack stiles stock stoker stout summers sunshine swain tack thorne tinsel tong townsend
tripp tuck vane verse vine waddle wade waggoner ward ware waters webb weeks wells wheeler whistle whitehead wick wilde
willows winters wolfe worth wynd yards yarrow yield zephyr sting cube deco alpine beautiful pretty handsome ugly joke
joking super hyper mega ultra skylight footlight headlight element elemental ability able absent accident account acid
action active actual advance advice afraid agent agree alarm album alert alien alike alive allow alter amount angry
annual answer anxious apart appeal appear apply approach approve argue armed army arrest arrive artist asleep aspect
assist attach attack attempt attend average award aware awful axis backdrop balance ballet ballroom banana barefoot
barely basic basin battery battlefield bead bearing beat beg behave berth billboard billow bite blade blame blast
bleak bleed bless blind blink blizzard blob bond border boss brain breach brief brisk bruise bubble bucket budget
buffalo bundle burial burning burst butt buzz calendar campfire canary canopy cargo carnival carpet carve casual
caution ceremony certain challenge champion character charge charm cheap cheerful chill chimney choir chrome circle
circus citadel civil claim clash classic clever client climate closet cluster coarse cobweb cocktail colony comet
comfort comic command compass complex concert confetti console constant contact content control convoy copy cosmic
counter courage course cradle craft crash creature crime crisis crouch cruel cult culture curious current curtain
curve custom cyber cycle damage danger dare dazzling dead decay decor defend degree delay demo dense depart deserted
design desire despair device devour dialogue dinosaur direct disaster disc distance dome dot drama drape dread drip
dull dungeon duty eager earn earthquake ease echo eclipse effect effort embrace emerge emotion empire enamel energy
enormous entrance equal erupt eternal ethereal event evidence exact example excite exile exit expert explosion
expression extra extreme fabric factor fail faint famous fang farewell fashion fatal fault feature fellow female fever
fiber fierce figure filter filth finish firework flash flee flesh flip flock flour fluid flutter foam foil formal
forward fraction fragment freeze fright fringe frozen fruit fuel function fungus funny furnace furniture fury future
galaxy gallery gang gap garbage gas gaze gesture gigantic glade glare gleam glimpse glitter gloom glue goblin gradient
gravity grease grid grief grill groan guide guilty gust habit halo happen harm harsh haunted hazy healthy heap helpful
herd holy horror hostile huddle human hunger hurl hush icicle idea idle impact inch indoor infinite inner insect
intense item jar jelly joint juicy jungle junk kennel keyhole knot label labyrinth ladder laser latch launch leak
level lichen limb limit liquid litter lively local lodge loose loyal lucky luminous lunar luxury machine magic magnet
male marketing martial marvel maze meal mechanical melt mess metallic meteor method midday mighty military miniature
minimal mirage mission mixture mode model moist motif mound movement mural muscle mystery mystic nasty nation native
nature nebula neat nervous net noise nomad notch novel object ominous opaque orb orbit ordinary orient origin ornament
outer outfit outline outpost overgrown overlook owner pace packed pagan panel panic panorama particle party pastel
patch patrol pattern pause pavement peaceful pedestal perfect phantom pile pillow pioneer pirate pit pivot planet poem
poison polish polite popular portal pose position potion powder prayer precise present primal private profile project
proper protest public pulse pupil pure puzzle pyramid quartz quest quiver radar radiant railway random range rapid
ratio raw razor reaction realism rebel recent reception record recover regal region relax relic relight remnant rescue
resident resin resort result retreat reward rhythm rift riot ritual rival roam robot rodeo romance romantic rot route
row royalty rug ruthless sacred safe safety sample sanctuary satellite scar scary scent scheme scope scratch sculpture
seam seaside seat secure self sense separate series settle severe shack shaft shallow shape shard share sheet shelter
shiver shock shoreline shroud sick siege sigh signal silence silhouette siren skeleton skill skull sleek slender slice
slim slippery slit sloth smog smudge sober social society solar solemn solitary source spaceship spacious spectral
spectrum sphere spike spine spiral splash split spooky sprawl spray squad stadium staff stain stake stampede standard
startle statue steamy steep stiff stomp stoop storage strand strap strategy streak stress stripe studio stumble stun
subject sudden suffer suite sultry surface surge surreal survive suspense sweat symbol symmetry system talent tangle
tank tape target tattoo tease technique teen tender tense tent terrain terror theme thief thrill throne tidal tight
tinted tissue tobacco topple torrent total totem tourist toxic toy trade traffic tragic traitor transparent trap
treasure trench tribe tribute trick trim troop tropical trouble tube tug tundra tunnel turret tusk type umbrella
uncover uneven unfold unique unit universe unknown unusual upper upright upset usual utopia vacant vague valiant valid
valuable vanish vapor variety vase vast vault vehicle velocity vendor verdant vertical vessel vicious victim video
violent virtual vision visitor visual vital vulture wail warrior wasteland watchful waterproof wax wealthy weapon
weary web wedding weird whip whirlpool whole wicked wildlife wilderness wiggle winding wisp wither wolves wound wrap
wreath wreck yawn zeal zone base basis list lists bail tables unstable
"""

_FRENCH = """
un une le la les l d des du de au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
quel quelle qui que quoi dont ou et mais donc or ni car si je tu il elle on nous vous ils elles me te se lui y en ne
pas plus jamais rien tout toute tous toutes meme autre chaque quelque plusieurs dans sur sous avec sans pour par vers
chez entre devant derriere pres loin apres avant pendant depuis contre parmi comme puis ici bas haut droite gauche
tres trop peu est sont etait etaient etre ete a ont avait avoir fait faire va vont aller vient venir voit voir dit
dire prend prendre met mettre tient tenir court courir marche marcher tombe tomber monte descend regarde attend dort
mange boit porte ouvre ferme joue chante danse passe reste sort traverse brille souffle coule vole brule pleure rit
sourit avance recule tourne leve pose tire pousse rouge bleu bleue vert verte jaune noir noire blanc blanche gris
grise brun brune rose violet orange dore doree argent bordeaux grand grande petit petite gros grosse long longue haute
basse large etroit vieux vieille vieil jeune nouveau nouvelle neuf beau belle bel joli jolie bon bonne mauvais doux
douce dur dure froid froide chaud chaude sec seche humide clair claire sombre vif vive leger legere lourd lourde
profond profonde sauvage calme tranquille seul seule vide plein pleine riche pauvre fort forte faible sage brave fier
fiere juste vrai faux franc franche noble gentil gentille constant ancien ancienne moderne medieval hiver printemps
automne janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi
jeudi vendredi samedi dimanche jour nuit matin midi soir aube crepuscule heure annee siecle temps moment pluie neige
vent orage tonnerre eclair nuage brume brouillard givre glace ciel soleil lune etoile ombre lumiere feu flamme fumee
cendre poussiere sable pierre pierres roche rocher caillou terre boue champ champs pre prairie jardin parc foret bois
arbre arbuste haie verger vigne herbe foin paille ble orge botte mousse fougere lierre epine ronce feuille branche
tronc racine ecorce bourgeon fleur petale lys marguerite iris violette coquelicot tulipe bruyere jasmin houx saule
bouleau hetre chene orme erable pin cedre cypres sapin peuplier palmier laurier sauge thym basilic menthe trefle
olivier citron citronnier pomme pommier poire cerise cerisier peche prune figue raisin melon haricot carotte oignon
colline montagne mont pic sommet falaise crete vallee val gorge ravin grotte desert dune lande marais riviere ruisseau
fleuve source cascade lac etang baie mer ocean vague maree rive rivage plage cote ile port quai pont digue canal berge
fontaine eau puits chien chat cheval jument vache taureau boeuf veau mouton agneau chevre cochon porc cerf biche faon
ours loup renard lievre lapin souris oiseau faucon aigle hibou corbeau corneille pie colombe cygne oie canard heron
merle rossignol alouette hirondelle moineau coq poule abeille papillon fourmi araignee poisson truite saumon maison
cabane chaumiere manoir chateau palais tour eglise chapelle abbaye temple cathedrale ecole musee theatre hopital hotel
auberge boulangerie boutique magasin bureau usine moulin grange etable gare prison tribunal phare chambre salle salon
cuisine grenier cave couloir escalier plancher plafond toit mur murs muraille portail fenetre vitre vitrail arche
colonne pilier poutre poteau cloture balcon terrasse cour ruelle rue route avenue chemin sentier place ville village
hameau quartier ruine ruines brique beton platre tuile ardoise chaume planche acier fer metal plomb verre cuir laine
coton lin soie satin velours dentelle toile corde chaine clou serrure clef cloche horloge montre lampe lanterne bougie
lustre miroir table chaise banc tabouret lit armoire coffre boite tonneau panier sac malle bouteille tasse assiette
bol pot marmite couteau fourchette cuillere four roue moteur manteau veste cape robe jupe chemise gilet costume
pantalon ceinture echarpe cravate col manche poche bouton gant chapeau bonnet capuche casque couronne voile soulier
chaussure sandale tablier uniforme armure bouclier epee dague lance arc fleche hache marteau fusil canon balle anneau
bague collier bracelet bijou perle rubis diamant ruban homme femme garcon fille enfant bebe gens foule couple groupe
equipe acteur actrice comedien comedienne vedette heros heroine pere mere fils frere soeur oncle tante cousin mari
epouse ami amie roi reine prince princesse duc duchesse comte comtesse baron seigneur dame chevalier page eveque pape
pretre moine abbe saint sainte ange diable demon fantome sorciere geant nain fee dragon monstre soldat sergent
capitaine general marechal marin pilote garde chasseur pecheur berger fermier paysan jardinier meunier boulanger
boucher cuisinier charpentier macon forgeron potier tisserand tailleur charron tonnelier peintre sculpteur poete juge
avocat medecin docteur marchand tete visage oeil yeux oreille nez bouche levre dent langue menton front cheveux barbe
moustache cou epaule bras coude main doigt poing poitrine dos ventre hanche jambe genou pied peau sang coeur corps
voix larme sourire rire cri chant musique tambour flute harpe violon bataille guerre paix combat jeu chance espoir foi
grace joie amour haine peur colere fierte honneur gloire victoire liberte verite sagesse reve sommeil esprit ame vie
mort histoire conte legende livre lettre papier plume encre carte drapeau pain beurre fromage lait creme oeuf viande
jambon poulet soupe sauce sel poivre sucre miel gateau tarte cafe the vin biere voiture camion train velo moto
charrette carrosse bateau navire barque avion fusee ballon mat ancre voyage plan serre plongee camera cadre image
scene sequence prise fond arriere ralenti lent travelling portrait photo film affiche dessin peinture ambiance
contraste couleur grain flou nette objectif matiere ocre craie marbre granit bonhomme bonheur malheur beaumont belmont
dubois dupont dumont lacroix croix desjardins deschamps delarue charmant mercier lefevre legrand lebrun leblanc lenoir
leroux leroy lebon beauchamp hardi tellier roux blond
"""
# Surnames and given names that so many people have that alone they point at nobody.
_SHARED = """
smith jones williams brown davis miller wilson moore anderson thomas jackson martin thompson robinson clark lewis
walker hall allen young king wright scott green adams baker nelson mitchell roberts turner phillips campbell parker
evans edwards collins stewart morris rogers murphy bailey kelly howard cox ward richardson watson brooks bennett gray
james reyes cruz hughes price myers long foster sanders ross morales powell sullivan russell ortiz jenkins gutierrez
perry butler barnes fisher henderson coleman simmons patterson jordan reynolds hamilton graham wallace garcia
rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez torres flores rivera gomez diaz fernandez silva
santos oliveira pereira costa ferreira muller schmidt schneider fischer weber meyer wagner bernard petit durand moreau
laurent simon michel lefebvre leroy roux david bertrand morel fournier girard bonnet dupont lambert ivanov petrov
sidorov smirnov novak kowalski nowak hansen johansen olsen larsen andersen nielsen jensen johansson andersson karlsson
nilsson eriksson larsson olsson persson svensson kumar singh sharma patel gupta khan ahmed mohammed mohamed hussein
hassan ibrahim mahmoud abdullah rahman tanaka suzuki sato watanabe takahashi yamamoto nakamura kobayashi okafor
adeyemi mensah diallo traore john robert michael william richard joseph charles christopher daniel matthew anthony
donald steven andrew paul joshua kenneth kevin brian edward ronald timothy jason jeffrey jacob nicholas stephen justin
brandon benjamin samuel gregory alexander patrick raymond tyler aaron adam nathan henry zachary douglas peter walter
arthur albert oliver oscar victor marie jeanne francois philippe nicolas antoine julien pierre camille juliette chloe
manon elise amelie celine margaret patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa
sandra ashley emily michelle amanda melissa stephanie rebecca sharon cynthia kathleen shirley angela pamela nicole
samantha katherine christine rachel carolyn catherine maria heather diane julie joyce hannah olivia isabella sophia
juan carlos jose luis miguel fernando alejandro lucia carmen elena sofia ana ivan dmitri sergei olga natalia
"""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


ORDINARY = frozenset((_ENGLISH + _FRENCH).split())
SHARED = frozenset(_SHARED.split())
_ENDINGS = ("s", "es", "ed", "ing", "er", "ers", "ly", "y", "est", "ful", "less", "ness", "ish", "x", "ment", "ees")
_FARTHER = word_set(
    """
d r rs e ee en like ward side wood yard work men man woman land house ant ent ait aient ons ez ir eux euse ette able
ible
"""
)


def _ends(word: str, endings: Iterable[str]) -> bool:
    for ending in endings:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        if stem in ORDINARY:
            return True
        if len(ending) > 1 and (stem + "e" in ORDINARY or (stem[-1] == stem[-2] and stem[:-1] in ORDINARY)):
            return True
    return False


@lru_cache(maxsize=65536)
def is_ordinary(word: str) -> bool:
    """Whether a word of a-z (accents taken off) is ordinary, or an ordinary word with a common ending."""
    if len(word) <= 1:
        return word in "aiyo"
    return word in ORDINARY or _ends(word, _ENDINGS) or (word.endswith("ies") and word[:-3] + "y" in ORDINARY)


def is_distinctive(word: str) -> bool:
    """Whether a surname of a-z can stand for a person alone: six letters or more, not shared by many, not a word.

    Neither may it be two ordinary words together (`sandstone`), nor one with an ending that is not so common.
    """
    if len(word) < 6 or word in SHARED or is_ordinary(word) or _ends(word, _FARTHER):
        return False
    return not any(word[:cut] in ORDINARY and word[cut:] in ORDINARY for cut in range(4, len(word) - 3))
