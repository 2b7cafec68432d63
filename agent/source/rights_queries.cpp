#include "agent/source/rights.h"

namespace congto::source {
namespace {

constexpr std::string_view kPostgresqlOwner = R"(
SELECT CASE WHEN rolname = current_user THEN 'is a superuser|' ELSE 'may become a superuser|' || rolname END
FROM pg_roles
WHERE rolsuper AND (rolname = current_user
    OR (pg_has_role(oid, 'MEMBER') AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user))))";

// Roles it may only become by SET ROLE count: hence each is asked for by itself.
constexpr std::string_view kPostgresql = R"(
WITH me AS (SELECT * FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')),
rooms AS (SELECT * FROM pg_namespace WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\_%'),
things AS (SELECT c.oid, c.relname, c.relkind, c.relowner FROM pg_class c JOIN rooms n ON n.oid = c.relnamespace
           WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')),
tables AS (SELECT * FROM things WHERE relkind <> 'S' AND relowner NOT IN (SELECT oid FROM me))
SELECT 'may make roles (CREATEROLE)|' || rolname FROM me WHERE rolcreaterole
UNION SELECT 'may make databases (CREATEDB)|' || rolname FROM me WHERE rolcreatedb
UNION SELECT 'may replicate (REPLICATION)|' || rolname FROM me WHERE rolreplication
UNION SELECT 'passes by row security (BYPASSRLS)|' || rolname FROM me WHERE rolbypassrls
UNION SELECT 'has the role|' || rolname FROM me
      WHERE rolname LIKE 'pg\_%' AND rolname NOT IN ('pg_read_all_stats', 'pg_database_owner')
UNION SELECT 'may grant the role|' || r.rolname
      FROM pg_auth_members m JOIN me ON me.oid = m.member JOIN pg_roles r ON r.oid = m.roleid WHERE m.admin_option
UNION SELECT 'owns|' || relname FROM things WHERE relowner IN (SELECT oid FROM me)
UNION SELECT 'owns the database|' || datname FROM pg_database
      WHERE datname = current_database() AND datdba IN (SELECT oid FROM me)
UNION SELECT 'may make schemas in the database|' || current_database() FROM me
      WHERE has_database_privilege(me.oid, current_database(), 'CREATE')
UNION SELECT 'may CREATE in the schema|' || n.nspname FROM rooms n, me
      WHERE has_schema_privilege(me.oid, n.oid, 'CREATE') AND NOT has_schema_privilege('public', n.oid, 'CREATE')
UNION SELECT 'may ' || p.name || '|' || t.relname
      FROM tables t, me, (VALUES ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) AS p(name)
      WHERE has_table_privilege(me.oid, t.oid, p.name)
UNION SELECT 'may ' || p.name || ' columns of|' || t.relname
      FROM tables t, me, (VALUES ('INSERT'), ('UPDATE'), ('REFERENCES')) AS p(name)
      WHERE has_any_column_privilege(me.oid, t.oid, p.name) AND NOT has_table_privilege(me.oid, t.oid, p.name)
UNION SELECT 'may pass on the right to SELECT|' || t.relname FROM tables t, me
      WHERE has_any_column_privilege(me.oid, t.oid, 'SELECT WITH GRANT OPTION')
UNION SELECT 'may take numbers from the sequence|' || s.relname FROM things s, me
      WHERE s.relkind = 'S' AND s.relowner NOT IN (SELECT oid FROM me)
        AND has_sequence_privilege(me.oid, s.oid, 'USAGE, UPDATE')
ORDER BY 1)";

constexpr std::string_view kPostgresqlReadable = R"(
SELECT n.nspname || '|' || c.relname || '|' || a.attname || '|' || CASE WHEN pg_table_is_visible(c.oid) THEN '1' ELSE '0' END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND a.attnum > 0 AND NOT a.attisdropped AND has_schema_privilege(n.oid, 'USAGE')
  AND has_column_privilege(c.oid, a.attnum, 'SELECT'))";

// SHOW VIEW is what EXPLAIN needs of a view.
constexpr std::string_view kMysql = R"(
SELECT CONCAT('may ', g.what, '|', g.place) FROM (
    SELECT grantee, privilege_type AS what, 'the whole server' AS place FROM information_schema.user_privileges
    WHERE privilege_type NOT IN ('USAGE', 'PROCESS')
    UNION ALL SELECT grantee, 'pass on its rights', 'the whole server' FROM information_schema.user_privileges
    WHERE is_grantable = 'YES'
    UNION ALL SELECT grantee, privilege_type, CONCAT(table_schema, '.*') FROM information_schema.schema_privileges
    WHERE privilege_type NOT IN ('SELECT', 'SHOW VIEW')
    UNION ALL SELECT grantee, 'pass on its rights', CONCAT(table_schema, '.*') FROM information_schema.schema_privileges
    WHERE is_grantable = 'YES'
    UNION ALL SELECT grantee, privilege_type, table_name FROM information_schema.table_privileges
    WHERE privilege_type NOT IN ('SELECT', 'SHOW VIEW')
    UNION ALL SELECT grantee, 'pass on its rights', table_name FROM information_schema.table_privileges
    WHERE is_grantable = 'YES'
    UNION ALL SELECT grantee, CONCAT(privilege_type, ' columns of'), table_name FROM information_schema.column_privileges
    WHERE privilege_type <> 'SELECT'
    UNION ALL SELECT grantee, 'pass on its rights', table_name FROM information_schema.column_privileges
    WHERE is_grantable = 'YES') AS g
WHERE g.grantee = CONCAT(
    QUOTE(LEFT(CURRENT_USER(), CHAR_LENGTH(CURRENT_USER()) - CHAR_LENGTH(SUBSTRING_INDEX(CURRENT_USER(), '@', -1)) - 1)),
    '@', QUOTE(SUBSTRING_INDEX(CURRENT_USER(), '@', -1)))
GROUP BY g.what, g.place ORDER BY 1)";

constexpr std::string_view kMysqlHasRoles = R"(
SELECT COUNT(*) FROM information_schema.tables
WHERE table_schema = 'information_schema' AND UPPER(table_name) = 'APPLICABLE_ROLES')";

constexpr std::string_view kMysqlRoles =
    "SELECT DISTINCT CONCAT('has the role|', role_name) FROM information_schema.applicable_roles";

constexpr std::string_view kMysqlReadable = R"(
SELECT CONCAT(table_schema, '|', table_name, '|', column_name, '|', CASE WHEN table_schema = DATABASE() THEN '1' ELSE '0' END)
FROM information_schema.columns
WHERE table_schema NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')
  AND FIND_IN_SET('select', privileges) > 0)";

// By its manual: there was no such server to run these on.
constexpr std::string_view kSqlServerOwner =
    "SELECT 'is in the server role|sysadmin' WHERE IS_SRVROLEMEMBER('sysadmin') = 1";

constexpr std::string_view kSqlServer = R"(
SELECT 'is in the server role|' + r.name
FROM (VALUES ('securityadmin'), ('serveradmin'), ('setupadmin'), ('processadmin'), ('diskadmin'), ('dbcreator'), ('bulkadmin')) AS r(name)
WHERE IS_SRVROLEMEMBER(r.name) = 1
UNION ALL SELECT 'is in the database role|' + r.name
FROM (VALUES ('db_owner'), ('db_ddladmin'), ('db_datawriter'), ('db_securityadmin'), ('db_accessadmin'), ('db_backupoperator')) AS r(name)
WHERE IS_ROLEMEMBER(r.name) = 1
UNION ALL SELECT 'may ' + permission_name COLLATE DATABASE_DEFAULT + '|the server' FROM fn_my_permissions(NULL, 'SERVER')
WHERE permission_name NOT IN ('CONNECT SQL', 'VIEW ANY DATABASE', 'VIEW SERVER STATE', 'VIEW SERVER PERFORMANCE STATE',
                              'VIEW SERVER SECURITY STATE')
UNION ALL SELECT 'may ' + permission_name COLLATE DATABASE_DEFAULT + '|the database' FROM fn_my_permissions(NULL, 'DATABASE')
WHERE permission_name NOT IN ('CONNECT', 'SELECT', 'SHOWPLAN', 'VIEW DATABASE STATE', 'VIEW DATABASE PERFORMANCE STATE',
                              'VIEW DATABASE SECURITY STATE', 'VIEW ANY COLUMN ENCRYPTION KEY DEFINITION',
                              'VIEW ANY COLUMN MASTER KEY DEFINITION')
UNION ALL SELECT 'may ' + p.name + '|' + o.name COLLATE DATABASE_DEFAULT
FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
CROSS JOIN (VALUES ('INSERT'), ('UPDATE'), ('DELETE'), ('ALTER'), ('CONTROL')) AS p(name)
WHERE o.type IN ('U', 'V') AND HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', p.name) = 1)";

constexpr std::string_view kSqlServerReadable = R"(
SELECT s.name COLLATE DATABASE_DEFAULT + '|' + o.name COLLATE DATABASE_DEFAULT + '|' + c.name COLLATE DATABASE_DEFAULT + '|' +
       CASE WHEN s.name IN (SCHEMA_NAME(), 'dbo') THEN '1' ELSE '0' END
FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id JOIN sys.columns c ON c.object_id = o.object_id
WHERE o.type IN ('U', 'V')
  AND HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'SELECT', c.name, 'COLUMN') = 1)";

} // namespace

RightsQueries rights_queries(std::string_view dbms)
{
    if (dbms == "postgresql") {
        return {kPostgresqlOwner, kPostgresql, {}, {}, kPostgresqlReadable};
    }
    if (dbms == "mysql") {
        return {{}, kMysql, kMysqlRoles, kMysqlHasRoles, kMysqlReadable};
    }
    if (dbms == "sqlserver") {
        return {kSqlServerOwner, kSqlServer, {}, {}, kSqlServerReadable};
    }
    return {};
}

} // namespace congto::source
