"""x"""
from flask import Blueprint
from audit_app import security
blueprint = Blueprint("exchange", __name__)


@blueprint.get("/exchange")
@security.access("audit")
def overview() -> str:
    """x"""
    return ""
