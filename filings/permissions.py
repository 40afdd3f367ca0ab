from offices.models import Role
from offices.permissions import only

cannot_set_wording = only(Role.ADMINISTRATOR)
