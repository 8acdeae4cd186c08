"""Spain and Spanish America, in Spanish, Catalan and Galician."""

WORDS = {
    "street first": """
        calle avenida avda carrer plaza pza paseo pso camino travesia glorieta callejon rua placa
        passeig avinguda carretera ctra autovia urbanizacion urb poligono calzada
    """,
    "street first or not": """
        c/ c ronda cuesta via carrera cra cl paso barrio bo pasaje pje costanilla rambla barranco
        cerrada privada colonia av partida prolongacion
    """,
    "link": "de del la las los el y san santa",
    "unit": "piso planta puerta pta portal esc escalera depto departamento dpto atico bloque blq"
    " local oficina interior izq izda dcha derecha izquierda manzana mz lote",
    "whole unit": "bajo bajos entlo entresuelo atico sotano",
    "number": "num numero no n",
    "post": "apartado casilla",
    "city": """
        madrid barcelona valencia sevilla seville zaragoza malaga murcia palma bilbao alicante
        cordoba valladolid vigo gijon granada marbella bogota lima santiago
    """,
}
