"""Brazil and Portugal."""

WORDS = {
    "street first": """
        rua avenida travessa tv alameda praca rodovia rod estrada estr ladeira viela beco quadra
        servidao
    """,
    "street first or not": "r al pca pc av largo lgo vila conjunto qd via calcada",
    "link": "da das do dos de e",
    "unit": "apto ap bloco bl casa andar sala lote lt km cj conj fundos sobrado lj loja",
    "number": "numero no n",
    "label": "cep",
    "region code": """
        AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO
    """,
    "post": "caixa",
    "box": "postal",
    "city": """
        paulo janeiro salvador brasilia fortaleza manaus curitiba recife goiania belem alegre
        campinas guarulhos natal maceio florianopolis lisboa lisbon porto horizonte maringa
    """,
}
