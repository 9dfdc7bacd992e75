"""What a decorator adds to a kind of room, as data: a row of pieces an option, wall dressing, small things, lamps."""

from __future__ import annotations

# Four rows a class of room: one for each option, then from the beginning. By id of a room where it has its own.
ROWS: dict[str, tuple[str, ...]] = {
    "domestic": ("rug sideboard painting vase", "bookcase plant mirror rug", "chest tapestry floor_lamp stack_of_books",
                 "cabinet clock plant rug"),
    "public": ("rug console_table vase painting", "plant pedestal bust", "bench painting plant", "cabinet clock vase"),
    "hospitality": ("painting plant sideboard bottle", "mirror shelf bottle", "poster coat_rack plant",
                    "barrel cabinet painting"),
    "palace": ("tapestry candelabra chest", "suit_of_armour rug tapestry", "statue candelabra vase",
               "antlers chest flag"),
    "sacred": ("candelabra icon", "statue candle vase", "crucifix lectern candle", "pedestal vase candelabra"),
    "culture": ("painting bench plant", "statue pedestal bench", "globe cabinet painting", "clock plant bust"),
    "work": ("bookcase plant stack_of_books", "filing_cabinet clock globe", "cabinet map rug",
             "shelf typewriter plant"),
    "archive": ("filing_cabinet ladder", "stack_of_papers crate clock", "ladder map",
                "typewriter filing_cabinet clock"),
    "industrial": ("crate oil_drum pipe", "metal_shelving toolbox chain", "pallet barrel cable",
                   "generator bucket duct"),
    "farm": ("barrel hay_bale bucket", "crate cart rope", "sack trough", "chest basket firewood"),
    "retail": ("display_cabinet stool poster", "shelf crate basket", "counter mirror", "cabinet clock"),
    "education": ("bookcase globe clock", "cabinet map", "shelf stack_of_books plant", "poster cupboard"),
    "science": ("cabinet monitor flask", "metal_shelving microscope", "server_rack monitor", "fridge whiteboard"),
    "medical": ("cabinet trolley iv_stand", "screen cupboard", "metal_shelving trolley", "chair clock"),
    "military": ("locker map radio", "crate flag", "metal_shelving gas_mask", "filing_cabinet telephone"),
    "technical": ("server_rack monitor cable", "locker pipe computer_terminal", "control_desk monitor", "crate duct"),
    "prison": ("clock calendar", "filing_cabinet clock", "bench bucket", "clock ashtray"),
    "sport": ("bench locker", "towel_rail bench", "clock bench", "poster locker"),
    "transport": ("suitcase poster", "locker fire_extinguisher", "bench suitcase", "crate net"),
    "garden": ("plant palm fern bench", "tree plant vase", "fern urn bench", "palm pedestal urn"),
    "exterior": ("barrel crate", "cart sack", "bench plant", "barrel basket"),
    "natural": ("rubble torch", "dead_leaves rubble", "puddle rubble", "skull rubble"),
    "shelter": ("chest lantern", "rug lantern sack", "crate oil_lamp", "blanket basket"),
    "circulation": ("painting plant", "console_table mirror", "bench clock", "vase rug"),
    "teahouse": ("bonsai teapot lantern vase", "flowers teapot lantern", "vase teapot chest", "bonsai bowl lantern"),
    "bathroom": ("mirror plant soap", "mirror chair basket", "mirror shelf plant", "mirror laundry stool"),
    "street": ("crate rubbish bicycle", "barrel cart poster", "bench newspaper_stand", "crate oil_drum puddle"),
    "alley": ("crate rubbish bicycle", "barrel poster laundry", "crate oil_drum puddle", "rubbish barrel laundry"),
    "courtyard": ("barrel cart urn", "urn bench laundry", "plant crate bicycle", "well barrel plant"),
    "garden_": ("hedge urn statue", "flower_bed fountain bench", "hedge tree bench", "flower_bed urn wheelbarrow"),
    "rooftop": ("plant crate", "deck_chair plant", "plant bench umbrella", "string_lights plant"),
    "graveyard": ("statue urn dead_leaves", "statue hedge", "urn wreath dead_leaves", "statue bench"),
    "square": ("bench cart street_lamp", "statue street_lamp", "crate barrel street_lamp", "bench tree"),
    "prison_cell": ("bucket graffiti", "shelf book", "bench bucket", "crucifix blanket"),
    "kitchen": ("pan basket plant", "shelf pan clock", "cupboard fruit_bowl", "china_cabinet basket"),
    "bedroom": ("rug painting plant", "dressing_table mirror rug", "chest floor_lamp painting",
                "bookcase rug armchair"),
    "stable": ("saddle hay_bale bucket", "straw rope bucket", "barrel saddle", "cart straw"),
    "cave": ("rubble torch", "crate torch", "puddle rubble", "skull torch"),
    "theatre": ("curtain chandelier", "statue curtain", "painting plant", "bust clock"),
    "cinema": ("curtain poster", "poster", "curtain", "poster plant"),
}  # fmt: skip
# What hangs on the walls besides, the likeliest first; and the small things that say that somebody is there.
WALLS: dict[str, str] = {
    "domestic": "painting photograph mirror clock portrait", "public": "painting portrait clock flag",
    "hospitality": "poster mirror painting clock", "palace": "portrait tapestry shield sword",
    "sacred": "crucifix icon painting", "culture": "painting portrait", "work": "map photograph calendar clock",
    "industrial": "warning_sign gauge valve fire_extinguisher", "farm": "horseshoe saddle broom shovel",
    "retail": "poster clock mirror", "education": "map poster clock", "science": "clock poster warning_sign",
    "medical": "clock poster calendar", "military": "map warning_sign fire_extinguisher gauge",
    "technical": "gauge warning_sign valve fire_extinguisher", "prison": "calendar clock",
    "sport": "poster clock mirror", "transport": "poster map fire_extinguisher", "circulation": "painting mirror clock",
    "shelter": "rifle axe", "teahouse": "", "bathroom": "", "kitchen": "pan clock calendar shelf",
    "bank_vault": "clock", "theatre": "", "cinema": "", "art_gallery": "painting painting",
}  # fmt: skip
SMALL: dict[str, str] = {
    "domestic": "stack_of_books flowers basket book fruit_bowl ashtray", "public": "flowers newspaper plant",
    "hospitality": "bottle glass coat_rack ashtray", "palace": "goblet vase candelabra bearskin",
    "sacred": "candle flowers book", "culture": "plant", "work": "stack_of_books book letter telephone crate",
    "archive": "stack_of_papers stack_of_books letter telephone",
    "industrial": "bucket toolbox crate rope cable", "farm": "bucket rope sack broom basket",
    "retail": "basket crate flowers", "education": "stack_of_books globe book", "science": "flask microscope book",
    "medical": "medicine_bottles surgical_instruments bucket", "military": "crate radio telephone toolbox",
    "technical": "cable toolbox crate keyboard", "prison": "bucket blanket book", "sport": "basket suitcase",
    "transport": "suitcase newspaper", "garden": "pot bucket shovel", "exterior": "bucket crate puddle",
    "natural": "rubble", "shelter": "lantern blanket sack kettle", "circulation": "umbrella plant",
    "teahouse": "bowl", "bathroom": "soap basket", "kitchen": "fruit_bowl bottle bread basket bowl",
    "garden_": "pot shovel bucket", "rooftop": "bottle pot", "street": "rubbish puddle", "alley": "rubbish puddle",
    "theatre": "", "cinema": "",
}  # fmt: skip
# The lamp that stands or hangs in such a room by day, too, the first that the era knows.
LAMPS: dict[str, str] = {
    "domestic": "floor_lamp oil_lamp candle", "hospitality": "pendant_lamp lantern", "work": "table_lamp oil_lamp",
    "palace": "candelabra", "public": "pendant_lamp lantern", "circulation": "wall_lamp lantern",
    "education": "pendant_lamp", "retail": "pendant_lamp oil_lamp", "medical": "pendant_lamp",
    "transport": "wall_lamp lantern", "shelter": "lantern", "military": "bulkhead_lamp lantern",
    "technical": "led_strip bulkhead_lamp lantern", "industrial": "pendant_lamp lantern",
}  # fmt: skip
# Windows of such rooms have curtains: the first where there is money.
CURTAINED = {"domestic", "hospitality", "palace", "transport"}
NO_CURTAINS = {"kitchen", "bathroom", "attic", "cellar", "hovel", "tavern", "log_cabin", "loft_apartment", "teahouse",
               "cottage", "bar", "diner", "cafe", "corridor", "aeroplane_cabin", "cargo_hold"}  # fmt: skip
