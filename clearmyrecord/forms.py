"""Gives the controls of every form the classes of the design system, so that no form has to name them."""

from typing import Any

from django.forms import BoundField, Widget
from django.forms.renderers import DjangoTemplates

# Without "usa-file-input": its script reads the whole file into memory to show a preview.
CLASSES = {
    "checkbox": "usa-checkbox__input",
    "checkboxselectmultiple": "usa-checkbox__input",
    "radioselect": "usa-radio__input",
    "select": "usa-select",
    "textarea": "usa-textarea",
    "clearablefile": "file-control",
    "file": "file-control",
    "hidden": "",
}


class StyledField(BoundField):
    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        own = (widget or self.field.widget).attrs.get("class", "")
        error = "usa-input--error" if self.errors else ""
        classes = " ".join(filter(None, [CLASSES.get(self.widget_type, "usa-input"), own, error]))
        # False leaves an attribute out: django-allauth writes the label a second time, as a placeholder.
        return {**attrs, "class": classes or False, "placeholder": False}


class Renderer(DjangoTemplates):
    bound_field_class = StyledField
