"""Countries, cities and regions: a name that only says where a story plays is nobody's likeness and nobody's brand."""

from __future__ import annotations

_COUNTRIES = """
    France England Britain Scotland Ireland Wales Spain Portugal Italy Germany Prussia Austria Hungary Poland Russia
    Ukraine Sweden Norway Denmark Finland Iceland Holland Netherlands Belgium Switzerland Greece Turkey Persia Iran
    Iraq Syria Lebanon Israel Palestine Egypt Morocco Algeria Tunisia Libya Sudan Ethiopia Kenya Nigeria Ghana Senegal
    Mali Congo India Pakistan China Japan Korea Vietnam Thailand Indonesia Mongolia Tibet Nepal Mexico Cuba Haiti
    Jamaica Brazil Argentina Chile Peru Bolivia Colombia Canada America Australia Africa Europe Asia USA
    Angleterre Bretagne Ecosse Irlande Galles Espagne Italie Allemagne Prusse Autriche Hongrie Pologne Russie Suede
    Norvege Danemark Finlande Islande Hollande Belgique Suisse Grece Turquie Perse Egypte Maroc Algerie Tunisie
    Ethiopie Inde Chine Japon Coree Mexique Haiti Bresil Argentine Chili Perou Colombie Amerique Australie Afrique Asie
"""
_PLACES = """
    London Paris Marseille Lyon Bordeaux Lille Nantes Nice Toulouse Versailles Bretagne Normandie Provence Auvergne
    Alsace Camargue Montmartre Pigalle Berlin Vienna Vienne Rome Venice Venise Florence Naples Milan Sicily Sicile
    Tuscany Toscane Madrid Seville Barcelona Barcelone Lisbon Lisbonne Athens Athenes Istanbul Constantinople Moscow
    Moscou Petersburg Warsaw Varsovie Prague Budapest Bucharest Amsterdam Bruges Brussels Bruxelles Geneva Geneve
    Zurich Dublin Edinburgh Glasgow Liverpool Manchester Yorkshire Cornwall Soho Harlem Brooklyn Manhattan Chicago
    Boston Hollywood Texas California Louisiana Mississippi Alabama Virginia Nebraska Alaska Detroit Vegas Miami York
    Orleans Montreal Quebec Toronto Havana Havane Rio Andes Alps Alpes Sahara Siberia Siberie Tokyo Kyoto Edo Beijing
    Pekin Shanghai Delhi Bombay Mumbai Calcutta Cairo Caire Alger Tangier Tanger Marrakech Dakar Nairobi Sydney
    Melbourne Angeles Francisco Zealand Guinea Bengal Bengale Punjab Kashmir Cachemire Mars Moon Lune
"""
PLACES = frozenset(word.lower() for word in (_COUNTRIES + _PLACES).split())
PARTS_OF_PLACES = frozenset(
    {"new", "north", "south", "east", "west", "great", "los", "las", "san", "saint", "le", "la"}
)
