#include "intake/hr_aliases.h"

#include <string.h>

#include "base/utf8.h"

static const char *const role_names[RI_HR_ROLE_COUNT] = {
    [RI_HR_IGNORED] = "ignored",
    [RI_HR_ATTRIBUTE] = "attribute",
    [RI_HR_ID] = "id",
    [RI_HR_PERSON_ID] = "person-id",
    [RI_HR_NAME] = "name",
    [RI_HR_FIRST_NAME] = "first-name",
    [RI_HR_MIDDLE_NAME] = "middle-name",
    [RI_HR_LAST_NAME] = "last-name",
    [RI_HR_PREFERRED_NAME] = "preferred-name",
    [RI_HR_EMAIL] = "email",
    [RI_HR_POSITION_ID] = "position-id",
    [RI_HR_REQUISITION] = "requisition",
    [RI_HR_TITLE] = "title",
    [RI_HR_SUPERIOR] = "superior",
    [RI_HR_SUPERIOR_ID] = "superior-id",
    [RI_HR_SUPERIOR_POSITION] = "superior-position",
    [RI_HR_SUPERIOR_EMAIL] = "superior-email",
    [RI_HR_SUPERIOR_NAME] = "superior-name",
    [RI_HR_SUPERIOR_REQUISITION] = "superior-requisition",
    [RI_HR_DOTTED] = "dotted",
    [RI_HR_ORGANIZATION] = "organization",
    [RI_HR_DIVISION] = "division",
    [RI_HR_DEPARTMENT] = "department",
    [RI_HR_SUBDEPARTMENT] = "subdepartment",
    [RI_HR_UNIT] = "unit",
    [RI_HR_TEAM] = "team",
    [RI_HR_GRADE] = "grade",
    [RI_HR_START] = "start",
    [RI_HR_END] = "end",
    [RI_HR_EFFECTIVE] = "effective",
    [RI_HR_VACANT] = "vacant",
    [RI_HR_ACTIVE] = "active",
    [RI_HR_LOCATION] = "location",
    [RI_HR_FTE] = "fte",
    [RI_HR_ASSISTANT] = "assistant",
};

/* In order of their bytes. */
static const ri_hr_alias aliases[] = {
    {"active", RI_HR_ACTIVE, false},
    {"alternatemanager", RI_HR_DOTTED, false},
    {"altreportsto", RI_HR_DOTTED, false},
    {"boss", RI_HR_SUPERIOR, false},
    {"bossemail", RI_HR_SUPERIOR_EMAIL, false},
    {"bossid", RI_HR_SUPERIOR_ID, false},
    {"bossname", RI_HR_SUPERIOR_NAME, false},
    {"businesstitle", RI_HR_TITLE, true},
    {"businessunit", RI_HR_ORGANIZATION, true},
    {"company", RI_HR_ORGANIZATION, false},
    {"date", RI_HR_EFFECTIVE, true},
    {"dateofhire", RI_HR_START, false},
    {"dateofjoining", RI_HR_START, false},
    {"dateofleaving", RI_HR_END, false},
    {"dateoftermination", RI_HR_END, false},
    {"department", RI_HR_DEPARTMENT, false},
    {"departmentid", RI_HR_DEPARTMENT, true},
    {"departmentname", RI_HR_DEPARTMENT, true},
    {"dept", RI_HR_DEPARTMENT, false},
    {"deptid", RI_HR_DEPARTMENT, true},
    {"deptname", RI_HR_DEPARTMENT, true},
    {"deptno", RI_HR_DEPARTMENT, true},
    {"designation", RI_HR_TITLE, true},
    {"directmanager", RI_HR_SUPERIOR, false},
    {"directmanagerid", RI_HR_SUPERIOR_ID, false},
    {"displayname", RI_HR_NAME, true},
    {"div", RI_HR_DIVISION, false},
    {"division", RI_HR_DIVISION, false},
    {"dottedline", RI_HR_DOTTED, false},
    {"dottedlinemanager", RI_HR_DOTTED, false},
    {"effectivedate", RI_HR_EFFECTIVE, false},
    {"email", RI_HR_EMAIL, false},
    {"emailaddress", RI_HR_EMAIL, false},
    {"emails", RI_HR_EMAIL, true},
    {"emails0value", RI_HR_EMAIL, true},
    {"emailsvalue", RI_HR_EMAIL, true},
    {"empcode", RI_HR_PERSON_ID, false},
    {"empid", RI_HR_PERSON_ID, false},
    {"employee", RI_HR_NAME, true},
    {"employeecode", RI_HR_PERSON_ID, false},
    {"employeeemail", RI_HR_EMAIL, false},
    {"employeeid", RI_HR_PERSON_ID, false},
    {"employeename", RI_HR_NAME, false},
    {"employeeno", RI_HR_PERSON_ID, false},
    {"employeenumber", RI_HR_PERSON_ID, true},
    {"empname", RI_HR_NAME, false},
    {"empno", RI_HR_PERSON_ID, false},
    {"ename", RI_HR_NAME, true},
    {"enddate", RI_HR_END, false},
    {"exitdate", RI_HR_END, false},
    {"familyname", RI_HR_LAST_NAME, false},
    {"firstname", RI_HR_FIRST_NAME, false},
    {"fte", RI_HR_FTE, false},
    {"fullname", RI_HR_NAME, false},
    {"fulltimeequivalent", RI_HR_FTE, false},
    {"givenname", RI_HR_FIRST_NAME, false},
    {"grade", RI_HR_GRADE, false},
    {"gradeorequivalent", RI_HR_GRADE, false},
    {"hiredate", RI_HR_START, false},
    {"id", RI_HR_ID, false},
    {"incumbent", RI_HR_NAME, true},
    {"isassistant", RI_HR_ASSISTANT, false},
    {"isvacant", RI_HR_VACANT, false},
    {"job", RI_HR_TITLE, true},
    {"joblevel", RI_HR_GRADE, true},
    {"jobname", RI_HR_TITLE, true},
    {"jobrole", RI_HR_TITLE, true},
    {"jobtitle", RI_HR_TITLE, false},
    {"joindate", RI_HR_START, false},
    {"joiningdate", RI_HR_START, false},
    {"lastname", RI_HR_LAST_NAME, false},
    {"lastworkingday", RI_HR_END, false},
    {"leavingdate", RI_HR_END, false},
    {"level", RI_HR_GRADE, true},
    {"linedetail1", RI_HR_TITLE, true},
    {"linemanager", RI_HR_SUPERIOR, false},
    {"linemanageremail", RI_HR_SUPERIOR_EMAIL, false},
    {"linemanagerid", RI_HR_SUPERIOR_ID, false},
    {"loc", RI_HR_LOCATION, true},
    {"location", RI_HR_LOCATION, false},
    {"manager", RI_HR_SUPERIOR, false},
    {"managerdisplayname", RI_HR_SUPERIOR_NAME, false},
    {"manageremail", RI_HR_SUPERIOR_EMAIL, false},
    {"managerempid", RI_HR_SUPERIOR_ID, false},
    {"manageremployeeid", RI_HR_SUPERIOR_ID, false},
    {"managerid", RI_HR_SUPERIOR_ID, false},
    {"managername", RI_HR_SUPERIOR_NAME, false},
    {"managernumber", RI_HR_SUPERIOR_ID, false},
    {"managerpos", RI_HR_SUPERIOR_POSITION, false},
    {"managerposition", RI_HR_SUPERIOR_POSITION, false},
    {"managerpositionid", RI_HR_SUPERIOR_POSITION, false},
    {"managerreq", RI_HR_SUPERIOR_REQUISITION, false},
    {"managersemail", RI_HR_SUPERIOR_EMAIL, false},
    {"managersid", RI_HR_SUPERIOR_ID, false},
    {"managersname", RI_HR_SUPERIOR_NAME, false},
    {"managerspositionid", RI_HR_SUPERIOR_POSITION, false},
    {"managervalue", RI_HR_SUPERIOR_ID, false},
    {"managerworkemail", RI_HR_SUPERIOR_EMAIL, false},
    {"matrixmanager", RI_HR_DOTTED, false},
    {"mgr", RI_HR_SUPERIOR, true},
    {"mgrid", RI_HR_SUPERIOR_ID, false},
    {"middlename", RI_HR_MIDDLE_NAME, false},
    {"name", RI_HR_NAME, false},
    {"namefamilyname", RI_HR_LAST_NAME, false},
    {"namegivenname", RI_HR_FIRST_NAME, false},
    {"officelocation", RI_HR_LOCATION, true},
    {"organisation", RI_HR_ORGANIZATION, false},
    {"organization", RI_HR_ORGANIZATION, false},
    {"organizationalunit", RI_HR_UNIT, false},
    {"organizationname", RI_HR_ORGANIZATION, true},
    {"orgunit", RI_HR_UNIT, false},
    {"parentdepartment", RI_HR_ORGANIZATION, false},
    {"parentid", RI_HR_SUPERIOR_ID, false},
    {"parentpositionid", RI_HR_SUPERIOR_POSITION, false},
    {"personid", RI_HR_PERSON_ID, false},
    {"personname", RI_HR_NAME, false},
    {"personnelno", RI_HR_PERSON_ID, false},
    {"personnelnumber", RI_HR_PERSON_ID, false},
    {"position", RI_HR_TITLE, true},
    {"positioncode", RI_HR_POSITION_ID, false},
    {"positionid", RI_HR_POSITION_ID, false},
    {"positionname", RI_HR_TITLE, true},
    {"positionno", RI_HR_POSITION_ID, false},
    {"positionnumber", RI_HR_POSITION_ID, false},
    {"positiontitle", RI_HR_TITLE, false},
    {"postid", RI_HR_POSITION_ID, false},
    {"postuniquereference", RI_HR_POSITION_ID, false},
    {"preferredname", RI_HR_PREFERRED_NAME, false},
    {"primaryemail", RI_HR_EMAIL, false},
    {"reportingmanager", RI_HR_SUPERIOR, false},
    {"reportingmanageremail", RI_HR_SUPERIOR_EMAIL, false},
    {"reportingmanagerid", RI_HR_SUPERIOR_ID, false},
    {"reportingmanagername", RI_HR_SUPERIOR_NAME, false},
    {"reportingto", RI_HR_SUPERIOR, false},
    {"reportsto", RI_HR_SUPERIOR, false},
    {"reportstoemail", RI_HR_SUPERIOR_EMAIL, false},
    {"reportstoid", RI_HR_SUPERIOR_ID, false},
    {"reportstoname", RI_HR_SUPERIOR_NAME, false},
    {"reportstoposition", RI_HR_SUPERIOR_POSITION, false},
    {"reportstopositionid", RI_HR_SUPERIOR_POSITION, false},
    {"reportstoseniorpost", RI_HR_SUPERIOR_POSITION, false},
    {"req", RI_HR_REQUISITION, false},
    {"reqid", RI_HR_REQUISITION, false},
    {"requisition", RI_HR_REQUISITION, false},
    {"requisitionid", RI_HR_REQUISITION, false},
    {"role", RI_HR_TITLE, true},
    {"roletitle", RI_HR_TITLE, true},
    {"slug", RI_HR_ID, true},
    {"staffid", RI_HR_PERSON_ID, false},
    {"staffnumber", RI_HR_PERSON_ID, false},
    {"startdate", RI_HR_START, false},
    {"subdepartment", RI_HR_SUBDEPARTMENT, false},
    {"superiorid", RI_HR_SUPERIOR_ID, false},
    {"supervisor", RI_HR_SUPERIOR, false},
    {"supervisoremail", RI_HR_SUPERIOR_EMAIL, false},
    {"supervisorid", RI_HR_SUPERIOR_ID, false},
    {"supervisorname", RI_HR_SUPERIOR_NAME, false},
    {"supervisornumber", RI_HR_SUPERIOR_ID, false},
    {"supervisorposition", RI_HR_SUPERIOR_POSITION, false},
    {"supervisorpositionid", RI_HR_SUPERIOR_POSITION, false},
    {"supervisoryorganization", RI_HR_UNIT, true},
    {"surname", RI_HR_LAST_NAME, false},
    {"team", RI_HR_TEAM, false},
    {"teamname", RI_HR_TEAM, true},
    {"terminationdate", RI_HR_END, false},
    {"title", RI_HR_TITLE, false},
    {"titlerole", RI_HR_TITLE, true},
    {"uniqueid", RI_HR_ID, true},
    {"uniqueidentifier", RI_HR_ID, true},
    {"unit", RI_HR_UNIT, false},
    {"unitname", RI_HR_UNIT, true},
    {"userid", RI_HR_PERSON_ID, false},
    {"username", RI_HR_PERSON_ID, true},
    {"vacancy", RI_HR_VACANT, false},
    {"vacant", RI_HR_VACANT, false},
    {"workemail", RI_HR_EMAIL, false},
    {"worker", RI_HR_NAME, true},
    {"workeremail", RI_HR_EMAIL, false},
    {"workerid", RI_HR_PERSON_ID, false},
    {"workername", RI_HR_NAME, false},
};

/* What several share stands in `needed` of the more special one, which comes first. */
const ri_hr_system ri_hr_systems[] = {
    {"a UK government organogram",
     {"postuniquereference", "reportstoseniorpost"},
     {"name", "gradeorequivalent", "jobtitle", "jobteamfunction", "parentdepartment",
      "organisation", "unit", "contactphone", "contactemail", "salarycostofreports", "fte",
      "actualpayfloor", "actualpayceiling", "professionaloccupationalgroup", "notes", "valid"}},
    {"SuccessFactors positions",
     {"positioncode", "managerpos"},
     {"model",    "userid",        "keyposition",   "jobcode",  "title",    "department",
      "dept",     "division",      "div",           "location", "loc",      "manager",
      "hr",       "matrixmanager", "custommanager", "custom01", "custom02", "custom03",
      "custom04", "custom05",      "custom06",      "custom07", "custom08", "custom09"}},
    {"OrgPlus RealTime Express",
     {"personid", "supervisorid", "fullname"},
     {"jobtitle", "department", "workphone", "workphoneextension", "mobilephone", "officelocation",
      "workemail", "isassistant", "photo", "altreportsto", "salary"}},
    {"OrgChart",
     {"personid", "supervisorid", "name", "title"},
     {"department", "firstname", "lastname", "preferredname", "isassistant", "photo"}},
    {"a ChartHop hiring plan",
     {"jobtitle", "startdate", "manager", "date"},
     {"location", "department", "req", "managerreq"}},
    {"ChartHop people",
     {"workemail", "firstname", "lastname", "jobtitle", "startdate", "manager"},
     {"department", "location"}},
    {"Agentnoon positions",
     {"positionid", "managerspositionid", "jobtitle"},
     {"employeeid", "name", "department", "location", "startdate"}},
    {"Agentnoon",
     {"employeeid", "managerid", "jobtitle"},
     {"name", "fullname", "department", "location", "startdate"}},
    {"Organimi", {"id", "firstname", "lastname", "bossid"}, {"title", "email", "department"}},
    {"Unaric",
     {"firstname", "lastname", "email", "supervisoremail"},
     {"aliasemails", "position", "department", "subdepartment", "location", "startdate", "enddate",
      "mobile", "imageurl"}},
    {"BreezeTree", {"id", "parentid", "name", "title", "isassistant"}, {NULL}},
    {"Orgvue", {"id", "parentid"}, {"name", "title", "grade", "department", "location", "fte"}},
    {"a BambooHR report",
     {"firstname", "lastname", "workemail", "supervisoremail"},
     {"jobtitle", "department", "division", "location", "employeenumber"}},
    {"SCIM users",
     {"managervalue"},
     {"id", "username", "externalid", "displayname", "namegivenname", "namefamilyname", "title",
      "emails0value", "employeenumber", "costcenter", "organization", "division", "department",
      "managerdisplayname", "active"}},
    {"Functionly",
     {"manager", "fullname", "position"},
     {"department", "team", "email", "location"}},
    {"Functionly",
     {"manager", "firstname", "lastname", "position"},
     {"department", "team", "email", "location"}},
    {"the Visio organization chart wizard",
     {"name", "reportsto"},
     {"title", "department", "telephone", "uniqueid"}},
};
const size_t ri_hr_system_count = sizeof ri_hr_systems / sizeof *ri_hr_systems;

const char *ri_hr_role_name(ri_hr_role role)
{
    return role_names[role];
}

bool ri_hr_role_named(const char *name, ri_hr_role *out)
{
    for (int i = 0; i < RI_HR_ROLE_COUNT; i++) {
        if (strcmp(role_names[i], name) == 0) {
            *out = (ri_hr_role)i;
            return true;
        }
    }
    return false;
}

const char *ri_hr_own_part(const char *heading)
{
    /* "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", or with a dot */
    static const char scim[] = "urn:ietf:params:scim:schemas:";
    static const char user[] = "User.";
    if (strncmp(heading, scim, sizeof scim - 1) == 0) {
        heading = strrchr(heading, ':') + 1;
        heading += strncmp(heading, user, sizeof user - 1) == 0 ? sizeof user - 1 : 0;
    }
    return heading;
}

void ri_hr_normalize(ri_text *out, const char *heading)
{
    ri_text folded = RI_TEXT_INIT;
    ri_utf8_fold(&folded, ri_hr_own_part(heading));
    const char *at = ri_text_string(&folded);
    size_t left = strlen(at);
    uint32_t c = 0;
    for (size_t step = ri_utf8_next(at, left, &c); step > 0; step = ri_utf8_next(at, left, &c)) {
        if (ri_utf8_class_of(c) != RI_UTF8_OTHER) {
            ri_text_bytes(out, at, step);
        } else if (c == '#') {
            ri_text_add(out, "number");
        }
        at += step;
        left -= step;
    }
    out->failed = out->failed || folded.failed;
    ri_text_free(&folded);
}

const ri_hr_alias *ri_hr_alias_of(const char *normalized)
{
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (strcmp(aliases[i].heading, normalized) == 0) {
            return &aliases[i];
        }
    }
    return NULL;
}
