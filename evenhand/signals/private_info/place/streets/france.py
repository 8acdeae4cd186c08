"""France; Belgium, Switzerland and Quebec write alike."""

WORDS = {
    "street first": """
        rue avenue boulevard impasse chemin ruelle faubourg venelle lotissement residence rte
    """,
    "street first or not": """
        bd bld boul av r all allee place pl quai cours square villa passage route cite sente sentier
        promenade hameau domaine montee voie rond-point lieu-dit galerie chaussee porte
    """,
    "link": "de du des la le les l d aux a au sur sous en",
    "unit": "appt appartement bat batiment etage esc escalier porte chambre chez",
    "whole unit": "rdc rez-de-chaussee",
    "number": "numero n",
    "half": "bis ter quater",
    "post": "bp b.p cedex",
    "city": """
        paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims
        toulon grenoble dijon angers bruxelles brussels geneve lausanne
    """,
}
