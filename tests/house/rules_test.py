#!/usr/bin/env python3
"""The rules of this folder find what they are there to find."""
import unittest
from pathlib import Path

import layers
import sizes


def included(path, line):
    return layers.faults_in(Path(path), line + "\n")


class Layers(unittest.TestCase):
    def test_a_room_includes_itself_and_the_middle(self):
        self.assertEqual(included("agent/spool/spool.cpp", '#include "agent/spool/index.h"'), [])
        self.assertEqual(included("agent/spool/spool.cpp", '#include "proto/wire/batch.h"'), [])
        self.assertEqual(included("collector/commands/run.cpp", '#include "collector/rates/rate.h"'), [])
        self.assertEqual(included("agent/main.cpp", '#include "agent/commands/commands.h"'), [])

    def test_an_include_that_points_outwards_names_file_and_line(self):
        faults = layers.faults_in(Path("agent/mapping/row.cpp"),
                                  '#include <string>\n#include "agent/spool/spool.h"\n')
        self.assertEqual(len(faults), 1)
        self.assertTrue(faults[0].startswith("agent/mapping/row.cpp:2: includes agent/spool/spool.h"))

    def test_the_two_programs_never_meet(self):
        self.assertTrue(included("agent/uplink/link.cpp", '#include "collector/store/store.h"'))
        self.assertTrue(included("collector/intake/intake.cpp", '#include "agent/spool/spool.h"'))

    def test_neighbours_on_one_level_do_not_meet(self):
        self.assertTrue(included("agent/uplink/link.cpp", '#include "agent/reading/pass.h"'))
        self.assertTrue(included("collector/rates/rate.cpp", '#include "collector/intake/intake.h"'))

    def test_the_middle_knows_nobody(self):
        self.assertTrue(included("config/runtime/log.cpp", '#include "proto/model/time.h"'))
        self.assertTrue(included("proto/model/codes.cpp", '#include "config/runtime/log.h"'))
        self.assertEqual(included("proto/model/codes.cpp", '#include "config/runtime/failure.h"'), [])

    def test_nothing_but_tests_includes_tests(self):
        self.assertTrue(included("agent/spool/spool.cpp", '#include "tests/support/temp_dir.h"'))
        self.assertEqual(included("tests/spool/a_test.cpp", '#include "tests/support/temp_dir.h"'), [])

    def test_the_simulator_shares_nothing_with_what_it_judges(self):
        self.assertTrue(included("tests/province/truth.cpp", '#include "collector/rates/rate.h"'))

    def test_libraries_stay_in_cpp_files_of_their_rooms(self):
        self.assertTrue(included("agent/source/sql.h", "#include <soci/soci.h>"))
        self.assertEqual(included("agent/source/sql.cpp", "#include <soci/soci.h>"), [])
        self.assertTrue(included("agent/mapping/row.cpp", "#include <soci/soci.h>"))
        self.assertEqual(included("agent/source/sql.h", "#include <vector>"), [])

    def test_a_room_without_a_row_is_a_fault(self):
        self.assertTrue(included("tools/x/y.cpp", '#include "proto/model/time.h"'))

    def test_includes_start_at_the_root(self):
        self.assertTrue(included("agent/spool/spool.cpp", '#include "spool.h"'))


def function_of(lines):
    return "int f(int a)\n{\n" + "    a = a;\n" * (lines - 2) + "}\n"


class Sizes(unittest.TestCase):
    def test_functions_are_measured_with_their_braces(self):
        self.assertEqual(sizes.functions(function_of(5)), [(2, 5)])

    def test_functions_inside_namespaces_and_classes_are_found(self):
        text = "namespace a {\nclass B {\n" + function_of(4) + "};\n} // namespace a\n" + function_of(3)
        self.assertEqual([length for _, length in sizes.functions(text)], [4, 3])

    def test_a_constructor_with_initializers_is_one_function(self):
        text = "A::A(int x) : a_{x}, b_(x)\n{\n    go();\n}\nint g() { return 1; }\n"
        self.assertEqual([length for _, length in sizes.functions(text)], [3, 1])

    def test_lambdas_and_blocks_belong_to_their_function(self):
        text = "void f()\n{\n    auto g = [](int a) {\n        return a;\n    };\n    if (g(1)) {\n    }\n}\n"
        self.assertEqual(sizes.functions(text), [(2, 7)])

    def test_braces_in_text_are_not_braces(self):
        text = 'void f()\n{\n    a("}{");\n    b(R"(})");\n    c(\'{\'); // }\n    n(1\'000);\n}\n'
        self.assertEqual(sizes.functions(text), [(2, 6)])

    def test_a_table_is_no_function(self):
        self.assertEqual(sizes.functions("constexpr std::array a{\n1,\n2,\n};\nint b = 0;\n"), [])

    def test_what_is_too_long_is_named_with_its_line(self):
        self.assertEqual(sizes.faults_in(Path("a.cpp"), function_of(60)), [])
        self.assertIn("a.cpp:2: the function has 61 lines", sizes.faults_in(Path("a.cpp"), function_of(61))[0])
        self.assertEqual(sizes.faults_in(Path("a.cpp"), "\n" * 250), [])
        self.assertIn("251 lines", sizes.faults_in(Path("a.cpp"), "\n" * 251)[0])
        self.assertIn("90 lines", sizes.faults_in(Path("agent/main.cpp"), "\n" * 90)[0])


if __name__ == "__main__":
    unittest.main()
