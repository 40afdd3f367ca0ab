from django import forms

from offices.models import Office, Role, User


class OfficeForm(forms.ModelForm):
    class Meta:
        model = Office
        fields = (
            "name",
            "county",
            "district_attorney",
            "attorney",
            "bar_number",
            "address",
            "phone",
            "email",
            "court_branch",
        )
        labels = {
            "district_attorney": "District Attorney",
            "email": "E-mail",
            "court_branch": "Branch of the court",
        }
        help_texts = {
            "district_attorney": "Name, as it stands at the head of court papers.",
            "attorney": "Name of the deputy who signs the motions.",
            "court_branch": "For example: Hall of Justice. The court's name is made from the county. "
            "Where the court has several branches, they are kept under Filings, Court branches.",
        }
        widgets = {"address": forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})}

    def clean_county(self) -> str:
        """In the state's file counties are in capitals; a county that differs would have no convictions."""
        return " ".join(self.cleaned_data["county"].upper().split())


class InvitationForm(forms.Form):
    name = forms.CharField(
        max_length=200, help_text="First and last name, as others in the office know the person."
    )
    email = forms.EmailField(label="E-mail", help_text="The person signs in with it.")
    role = forms.ChoiceField(choices=Role, widget=forms.RadioSelect)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError("An account with this e-mail exists already.")
        return email


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="What the person does", choices=Role, widget=forms.RadioSelect)
