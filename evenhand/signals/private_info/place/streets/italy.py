"""Italy."""

WORDS = {
    "street first": """
        viale piazza piazzale vicolo v.le p.za p.zza c.so vle contrada fondamenta lungotevere
        lungarno calata
    """,
    "street first or not": """
        via corso largo strada borgo salita localita loc frazione fraz traversa rione riva vico
        galleria circonvallazione
    """,
    "link": "di dei degli delle della dello dell del dal dalla d l e san santa santo",
    "unit": "int interno scala sc piano palazzina edificio",
    "whole unit": "rosso snc",
    "region code": """
        AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CL CN CO CR CS CT CZ EN
        FC FE FG FI FM FR GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT NA NO NU OR PA
        PC PD PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO SA SI SO SP SR SS SU SV TA TE TN
        TO TP TR TS TV UD VA VB VC VE VI VR VT VV
    """,
    "city": """
        roma rome milano milan napoli torino palermo genova bologna firenze florence bari catania
        venezia venice verona messina padova trieste pisa parma
    """,
}
