#define _POSIX_C_SOURCE 200809L
#include "hr_reading.h"

#include "base/fail.h"

struct heading {
    const char *name;
    const char *given;
    const char *expected;
};

static const struct heading headings[] = {
    {"case", "EMPLOYEE ID", "employeeid"},
    {"underscores", "Reports_To", "reportsto"},
    {"apostrophe", "Manager's Position ID", "managerspositionid"},
    {"typographic apostrophe", "Manager\xe2\x80\x99s Position ID", "managerspositionid"},
    {"colon", "Manager:req", "managerreq"},
    {"question mark", "Is Assistant?", "isassistant"},
    {"number sign", "Employee #", "employeenumber"},
    {"accents", "D\xc3\xa9partement", "departement"},
    {"no-break space", "Job\xc2\xa0Title", "jobtitle"},
    {"a schema", "urn:ietf:params:scim:schemas:core:2.0:User:userName", "username"},
    {"a schema, joined by a dot",
     "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager.value", "managervalue"},
    {"nothing", "", ""},
    {"punctuation only", "(%)", ""},
};

static void normalizes(void **state)
{
    const struct heading *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_hr_normalize(&out, row->given);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

struct sheet {
    const char *name;
    const char *given;
    const char *expected;
};

static const struct sheet sheets[] = {
    {"every alias of the identifiers", "Employee #,Boss ID,Full Name\n1,,A\n",
     "unknown: likely, by person, line 1\n"
     "Employee #=person-id, Boss ID=superior-id, Full Name=name\n"},
    {"letter case and punctuation", "person_id;SUPERVISOR-ID;full name\n1;;A\n",
     "OrgPlus RealTime Express: certain, by person, line 1\n"
     "person_id=person-id, SUPERVISOR-ID=superior-id, full name=name\n"},
    {"lines above the header",
     "Staff list,,\nas of today,,\n,,\nName,Manager,Desk\nAnn,,1\nBo,Ann,2\n",
     "unknown: likely, by person, line 4\nName=name, Manager=superior, Desk=desk\n"},
    {"a title above that is a heading elsewhere", "Department\nName,Title,Reports to\nA,CEO,\n",
     "the Visio organization chart wizard: certain, by person, line 2\n"
     "Name=name, Title=title, Reports to=superior\n"},
    {"no superiors", "Name,Title,Desk\nA,CEO,1\n",
     "unknown: maybe, by person, line 1\nName=name, Title=title, Desk=desk\n"},
    {"no people", "Colour,Weight\nred,1\n", "unknown: no, by position, line 0\n\n"},
    {"a responsibility matrix", "Activity,Manager,Supervisor,Team\nPlan,A,R,I\nDo,\"A/R\",,C\n",
     "unknown: no, by position, line 0\n\n"},
    {"a matrix whose tasks have names", "Name,Manager,Supervisor\nPlan,A,R\nDo,\"A/R\",C\n",
     "unknown: maybe, by person, line 1\nName=name, Manager=superior, Supervisor=supervisor\n"
     "? the columns Manager and Supervisor both look like the superior: Manager is taken, and "
     "Supervisor kept as an attribute [--column 'Supervisor=superior']\n"},
    {"a position's id", "Position ID,Title,Manager's Position ID\n1,CEO,\n",
     "unknown: likely, by position, line 1\n"
     "Position ID=position-id, Title=title, Manager's Position ID=superior-position\n"},
    {"an id alone is of positions", "ID,Parent ID,Title\n1,,CEO\n",
     "Orgvue: certain, by position, line 1\nID=id, Parent ID=superior-id, Title=title\n"},
    {"an id beside names is of people", "ID,Parent ID,Name\n1,,A\n",
     "Orgvue: certain, by person, line 1\nID=id, Parent ID=superior-id, Name=name\n"},
    {"two ids", "ID,Employee ID,Name,Manager ID\n1,2,A,\n",
     "unknown: likely, by person, line 1\n"
     "ID=id, Employee ID=person-id, Name=name, Manager ID=superior-id\n"
     "? Employee ID says who a person is, and ID may be a position's id: both are taken as the "
     "person's [--column 'ID=position-id']\n"},
    {"two e-mail addresses, two names of which one is weak",
     "Display Name,Name,Email,Work email,Manager\nA,A,b,c,\n",
     "unknown: likely, by person, line 1\nDisplay Name=display-name, Name=name, Email=email, "
     "Work email=work-email, Manager=superior\n? the columns Email and Work email both look like "
     "the email: Email is taken, and Work email kept as an attribute "
     "[--column 'Work email=email']\n"},
    {"the same heading twice", "Name,Title,Name,Manager\nA,B,C,\n",
     "unknown: likely, by person, line 1\nName=name, Title=title, Name=name-3, Manager=superior\n"
     "? the columns Name and Name both look like the name: Name is taken, and Name kept as an "
     "attribute [--column 'Name=name']\n"},
    {"position beside a title", "Name,Title,Position,Manager\nA,B,C,\n",
     "unknown: likely, by person, line 1\n"
     "Name=name, Title=title, Position=position-2, Manager=superior\n"
     "? Title says the title already, and Position may be a position's id: it is kept as an "
     "attribute [--column 'Position=position-id']\n"},
    {"an option for a heading with an apostrophe", "Name,Title,Manager ID,Manager's ID\n",
     "unknown: likely, by person, line 1\nName=name, Title=title, Manager ID=superior-id, "
     "Manager's ID=managers-id\n? the columns Manager ID and Manager's ID both look like the "
     "superior-id: Manager ID is taken, and Manager's ID kept as an attribute "
     "[--column \"Manager's ID=superior-id\"]\n"},
    {"position alone is the title", "Name,Position,Manager\nA,B,\n",
     "unknown: likely, by person, line 1\nName=name, Position=title, Manager=superior\n"},
    {"headings without a name, and canonical ones", "Name,,Key,,Manager\nA,1,2,3,\n",
     "unknown: likely, by person, line 1\n"
     "Name=name, =column, Key=key-2, =column-2, Manager=superior\n"},
    {"units of all levels", "Name,Manager,Team,Unit,Company,Sub-Department,Department,Division\n",
     "unknown: likely, by person, line 1\nName=name, Manager=superior, Team=team, Unit=unit, "
     "Company=organization, Sub-Department=subdepartment, Department=department, "
     "Division=division\n"},
    {"a drawn chart's columns", "name,area,positionName,id,parentId\nA,HQ,CEO,1,\n",
     "Orgvue: certain, by person, line 1\nname=name, area=area, positionName=title, id=id, "
     "parentId=superior-id\n"},
    {"short names", "EmpID,Emp Name,Designation,Date of Joining,Manager Emp ID,Dept Name\n",
     "unknown: likely, by person, line 1\nEmpID=person-id, Emp Name=name, Designation=title, Date "
     "of Joining=start, Manager Emp ID=superior-id, Dept Name=department\n"},
    {"a chart of shapes",
     "Unique Identifier,Name,Reports To,Line Detail 1,Organization Name\na,A,,CEO,\n",
     "the Visio organization chart wizard: certain, by person, line 1\nUnique Identifier=id, "
     "Name=name, Reports To=superior, Line Detail 1=title, Organization Name=organization\n"},
    {"the oldest of all tables", "EMPNO,ENAME,JOB,MGR,DEPTNO\n7839,KING,PRESIDENT,,10\n",
     "unknown: likely, by person, line 1\nEMPNO=person-id, ENAME=name, JOB=title, MGR=superior, "
     "DEPTNO=department\n"},
    {"a role or title", "Name,Role/Title,Department,Email Address\nA,CEO,B,a@b.c\n",
     "unknown: maybe, by person, line 1\n"
     "Name=name, Role/Title=title, Department=department, Email Address=email\n"},
    {"dates and flags", "Name,Manager,Hire Date,Termination Date,Effective Date,Vacant?,FTE\n",
     "unknown: likely, by person, line 1\nName=name, Manager=superior, Hire Date=start, "
     "Termination Date=end, Effective Date=effective, Vacant?=vacant, FTE=fte\n"},
};

/* Finds the columns of a file's first sheet, and tells of them. */
static raci_status find(const char *given, const ri_hr_told *told, ri_text *out, raci_error *err)
{
    scratch s;
    char path[SCRATCH_PATH];
    ri_book *book = NULL;
    ri_hr_columns *columns = NULL;
    scratch_make_small(&s);
    scratch_write(&s, "x.csv", given, strlen(given));
    raci_status status =
        ri_book_open(&book, scratch_path(&s, "x.csv", path), NULL, NULL, NULL, err);
    if (status == RACI_OK) {
        status = ri_hr_columns_find(&columns, book, 0, told, err);
    }
    if (status == RACI_OK) {
        hr_tell_columns(out, columns, true);
    }
    ri_hr_columns_free(columns);
    ri_book_close(book);
    scratch_remove(&s);
    return status;
}

static void recognizes(void **state)
{
    const struct sheet *row = *state;
    ri_text out = RI_TEXT_INIT;
    assert_int_equal(find(row->given, NULL, &out, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

static void does_as_told(void **state)
{
    static const struct ri_hr_told_column columns[] = {
        {"position", RI_HR_POSITION_ID}, {"Boss of", RI_HR_ATTRIBUTE}, {"Chef", RI_HR_SUPERIOR}};
    static const struct ri_hr_told_column twice[] = {{"Position", RI_HR_POSITION_ID},
                                                     {"Code", RI_HR_POSITION_ID}};
    static const ri_hr_told clash = {.columns = twice, .n = COUNT(twice)};
    static const ri_hr_told told = {.columns = columns, .n = COUNT(columns)};
    static const ri_hr_told line = {.header_line = 3, .keying = RI_HR_BY_POSITION};
    static const ri_hr_told no_line = {.header_line = 9};
    raci_error err = {0};
    ri_text out = RI_TEXT_INIT;
    (void)state;
    assert_int_equal(find("Name,Title,Position,Chef,Boss_of\nA,B,1,,\n", &told, &out, &err),
                     RACI_OK);
    assert_string_equal(ri_text_string(&out),
                        "unknown: likely, by position, line 1\nName=name, Title=title, "
                        "Position=position-id, Chef=superior, Boss_of=boss_of\n");
    ri_text_clear(&out);
    assert_int_equal(find("Name,Title\nx,y\nWho,Name,Manager\nA,B,\n", &line, &out, &err), RACI_OK);
    assert_string_equal(ri_text_string(&out), "unknown: likely, by position, line 3\n"
                                              "Who=who, Name=name, Manager=superior\n");
    ri_text_clear(&out);
    assert_int_equal(find("Chef,Manager,Name,Display Name,Position,Boss of\n", &told, &out, &err),
                     RACI_OK);
    assert_string_equal(ri_text_string(&out),
                        "unknown: likely, by position, line 1\nChef=superior, Manager=manager, "
                        "Name=name, Display Name=display-name, Position=position-id, "
                        "Boss of=boss-of\n");
    assert_int_equal(find("Name,Position,Code,Chef,Boss of\n", &clash, &out, &err), RACI_INVALID);
    assert_string_equal(err.message,
                        "two columns are said to be the position-id: 'Position' and 'Code'");
    ri_error_clear(&err);
    ri_text_clear(&out);
    assert_int_equal(find("Name,Position,POSITION,Chef,Boss of\n", &told, &out, &err), RACI_OK);
    assert_string_equal(ri_text_string(&out),
                        "unknown: likely, by position, line 1\nName=name, Position=position-id, "
                        "POSITION=position-3, Chef=superior, Boss of=boss-of\n");
    assert_int_equal(find("Name,Title\nA,B\n", &told, &out, &err), RACI_NOTFOUND);
    assert_string_equal(err.message, "there is no column 'position'");
    ri_error_clear(&err);
    assert_int_equal(find("Name,Title\nA,B\n", &no_line, &out, &err), RACI_NOTFOUND);
    assert_string_equal(err.message, "there is no text in line 9, which is to be the header");
    ri_text_free(&out);
}

/* The names by which people say roles lead back to them. */
static void names_roles(void **state)
{
    ri_hr_role role = RI_HR_ROLE_COUNT;
    (void)state;
    for (int i = 0; i < RI_HR_ROLE_COUNT; i++) {
        assert_true(ri_hr_role_named(ri_hr_role_name((ri_hr_role)i), &role));
        assert_int_equal(role, i);
    }
    assert_false(ri_hr_role_named("persons-id", &role));
}

/* What systems are known by is written as headings are compared; each is told by its own
   columns, whatever their order. */
static void knows_each_system(void **state)
{
    (void)state;
    for (size_t s = 0; s < ri_hr_system_count; s++) {
        const ri_hr_system *system = &ri_hr_systems[s];
        ri_text header = RI_TEXT_INIT;
        ri_text out = RI_TEXT_INIT;
        size_t n = 0;
        for (; n < COUNT(system->needed) && system->needed[n] != NULL; n++) {
        }
        for (size_t i = n; i-- > 0;) {
            ri_text_format(&header, "%s%s", header.length > 0 ? "," : "", system->needed[i]);
        }
        if (n == 1) {
            ri_text_add(&header, ",id");
        }
        for (size_t i = 0; i < COUNT(system->others) && system->others[i] != NULL; i++) {
            ri_text_format(&header, ",%s", system->others[i]);
            ri_text_clear(&out);
            ri_hr_normalize(&out, system->others[i]);
            assert_string_equal(ri_text_string(&out), system->others[i]);
        }
        ri_text_clear(&out);
        assert_int_equal(find(ri_text_string(&header), NULL, &out, NULL), RACI_OK);
        const char *colon = strchr(ri_text_string(&out), ':');
        assert_non_null(colon);
        assert_memory_equal(ri_text_string(&out), system->name, strlen(system->name));
        assert_int_equal(strlen(system->name), colon - out.bytes);
        assert_non_null(strstr(ri_text_string(&out), ": certain"));
        ri_text_free(&header);
        ri_text_free(&out);
    }
}

/* Very many columns, very long headings, and a header that stands too far below. */
static void bounds(void **state)
{
    ri_text wide = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&wide, "Name,Manager");
    for (int i = 0; i < 5000; i++) {
        ri_text_format(&wide, ",%s", i % 2 == 0 ? "Title" : "\xc3\x89quipe");
    }
    ri_text_add(&wide, "\n");
    assert_int_equal(find(ri_text_string(&wide), NULL, &out, NULL), RACI_OK);
    assert_non_null(strstr(ri_text_string(&out), "unknown: likely, by person, line 1\n"));
    ri_text_clear(&out);
    ri_text_clear(&wide);
    ri_text_add(&wide, "Name,Manager,");
    for (int i = 0; i < 2000; i++) {
        ri_text_add(&wide, "\xc3\xa9");
    }
    ri_text_add(&wide, "\nA,\n");
    assert_int_equal(find(ri_text_string(&wide), NULL, &out, NULL), RACI_OK);
    assert_non_null(strstr(ri_text_string(&out), "Name=name, Manager=superior, \xc3\xa9"));
    assert_true(out.length < 1300);
    ri_text_clear(&out);
    ri_text_clear(&wide);
    for (int i = 0; i < RI_HR_HEADER_WITHIN; i++) {
        ri_text_add(&wide, "above\n");
    }
    ri_text_add(&wide, "Name,Manager\nA,\n");
    assert_int_equal(find(ri_text_string(&wide), NULL, &out, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&out), "unknown: no, by position, line 0\n\n");
    ri_text_free(&wide);
    ri_text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(does_as_told),
        cmocka_unit_test(names_roles),
        cmocka_unit_test(knows_each_system),
        cmocka_unit_test(bounds),
    };
    int failed = RUN_ROWS("headings", headings, normalizes);
    failed += RUN_ROWS("columns", sheets, recognizes);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
