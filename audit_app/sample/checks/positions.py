"""What can be wrong with a position, by the doctor's name for it, and what is said where a repair is proposed or was accepted."""

from collections.abc import Mapping

from audit_app.sample.checks.problems import Kind
from audit_app.text import N_

WRONG: Mapping[str, str] = {
    "zero": N_(
        "«%(latitude_text)s, %(longitude_text)s» está en medio del mar, donde el cero deja lo que no se midió."
    ),
    "sign": N_(
        "«%(value)s» no tiene el signo que toca: en México la latitud es positiva y la longitud negativa."
    ),
    "swapped": N_("la latitud y la longitud parecen intercambiadas."),
    "swapped_sign": N_("la latitud y la longitud parecen intercambiadas, y a la longitud le falta el signo."),
    "swapped_dms": N_("la latitud y la longitud parecen intercambiadas, y en grados, minutos y segundos."),
    "swapped_scale": N_("la latitud y la longitud parecen intercambiadas, y sin punto decimal."),
    "together": N_("«%(value)s» parece la posición entera en una sola celda."),
    "dms": N_("«%(value)s» parece estar en grados, minutos y segundos."),
    "scale": N_("«%(value)s» parece haber perdido el punto decimal."),
    "symbols": N_("«%(value)s» tiene signos que no son parte del número."),
    "doubled": N_("la latitud y la longitud dicen lo mismo: una se pegó dos veces."),
    "incomplete": N_("la posición está a medias: falta la latitud o la longitud."),
    "out_of_range": N_(
        "«%(value)s» no es una coordenada en grados: la latitud va de −90 a 90 y la longitud de −180 a 180."
    ),
    "outside_country": N_("la posición está en el mar o fuera de México."),
    "outside_state": N_(
        "la posición no está en %(declared)s, la entidad que dice la lista, sino en %(place)s."
    ),
    "outside_municipality": N_(
        "la posición no está en %(declared)s, el municipio que dice la lista, sino en %(place)s."
    ),
}
PROPOSED = N_(
    "Se propone %(latitude)s, %(longitude)s, en %(place)s: revísela y acéptela, o corrija la lista."
)
ACCEPTED = N_("Se aceptó %(latitude)s, %(longitude)s, en %(place)s; lo que dice la lista también se guarda.")
UNREPAIRED = N_("Corríjala en la lista o déjela en blanco.")
KINDS = {kind: Kind("doubtful_coordinate", False, wrong, UNREPAIRED) for kind, wrong in WRONG.items()}
WITH_PROPOSAL = {kind: Kind("doubtful_coordinate", False, wrong, PROPOSED) for kind, wrong in WRONG.items()}
TAKEN = {kind: Kind("accepted_coordinate", False, wrong, ACCEPTED) for kind, wrong in WRONG.items()}
