/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.testing.documentation;

import io.glaux.testing.Checkout;
import io.glaux.testing.process.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * What the documentation tells a person to type: the blocks of the first page run, from top to bottom, and every call
 * of the command line is one that there is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestDocumentation
{
    private static final String START = "docs/start.md";
    private static final String COMMANDS = "docs/operate/command-line.md";
    private static final String CORPUS = "testing/src/test/resources/io/glaux/testing/sql/README.md";
    private static final Pattern CODE_OPTION = Pattern.compile("`(--?[a-z][a-z-]*)(?: [A-Z]+)?`");

    /**
     * In every command, and told at the head of the page.
     */
    private static final Set<String> COMMON_OPTIONS = Set.of("-h", "--help", "-V", "--version", "--data");

    /**
     * By page and first two words: blocks that are not run, and why.
     */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            entry("README.md: ./glaux demo", "serves until Ctrl-C; TestDemo runs it with --exit"),
            entry("docs/start.md: ./glaux demo", "serves until Ctrl-C; TestDemo runs it with --exit"),
            entry("docs/start.md: Which planes", "an answer; TestDemo reads it"),
            entry("README.md: ./glaux test", "is the run that this test is a part of"),
            entry("docs/develop/testing.md: ./glaux test", "is the run that this test is a part of"),
            entry("docs/connectors/dynamodb.md: ./glaux catalog", "needs tables of AWS; TestDemo adds such a catalog"),
            entry("docs/connectors/dynamodb.md: Query index", "an answer; TestDynamoDbQueries reads such"),
            entry("docs/connectors/federated.md: SELECT *", "TestReferenceQueries runs such a one"),
            entry("docs/connectors/federated.md: TableScan[table =", "an answer; TestReferenceQueries reads such"),
            entry("docs/connectors/federated.md: The source", "an answer; TestNameMap has the names of such"),
            entry(
                    "docs/connectors/federated.md: connector.name=flight "
                            + "addresses=grpc+tls://host-a.internal:8815,grpc+tls://host-b.internal:8815",
                    "TestFlightConfig reads such"),
            entry("docs/connectors/python-host.md: pip install", "TestPythonHost does the same"),
            entry("docs/connectors/python-host.md: \"\"\"Serves each", "TestPythonHost runs it"),
            entry("docs/connectors/python-host.md: \"\"\"The protocol", "TestPythonHost runs it"),
            entry("docs/connectors/python-host.md: $kit io.glaux.conformance.Main", "TestPythonHost checks it"),
            entry("docs/develop/hosts.md: java --sun-misc-unsafe-memory-access=allow", "TestHostProcess runs one"),
            entry(
                    "docs/develop/hosts.md: {\"ready\":true,\"id\":\"6f0c...\",\"address\":\"127.0.0.1\","
                            + "\"port\":40131,\"tls\":false,\"protocol\":\"1.0\",\"pid\":4711}",
                    "an answer; TestHostProcess reads such"),
            entry("docs/develop/hosts.md: { \"token\":", "TestConfigurationReader reads such"),
            entry("docs/develop/hosts.md: mvn -q", "TestMain runs the kit"),
            entry("docs/develop/hosts.md: passed 0.8", "an answer; TestMain reads such"),
            entry("docs/develop/sources.md: /** *", "TestPropertyFiles runs them"),
            entry("docs/develop/sources.md: {\"name\": \"settings\",", "TestPropertyFiles has such a one"),
            entry("docs/develop/metering.md: ScanMeter meter", "a part of a class; TestMeteredSource has such a one"),
            entry("docs/develop/testing.md: export PYTHONPATH=\"$PWD/etc/python\"", "TestClients sets it"),
            entry("docs/operate/dry-run.md: ./glaux query", "the first page runs such a one"),
            entry("docs/operate/dry-run.md: EXPLAIN (TYPE", "TestDryRun runs such a one"),
            entry("docs/operate/dry-run.md: def limit(request,", "TestDryRun sends the header"),
            entry("docs/operate/servers.md: ./glaux start", "needs a second machine; TestTpch starts a worker"),
            entry("docs/operate/usage.md: UNLOAD (SELECT", "TestUsage runs such a one"),
            entry("docs/architecture.md: boto3, AWS", "a picture"),
            entry("docs/spec/athena.md: QUEUED ──►", "a picture"),
            entry("docs/spec/sql-ddl.md: Partitions not", "an answer; the corpus has it"),
            entry(CORPUS + ": --- Three", "the form of a file of the corpus; TestSqlFile reads such"),
            entry(CORPUS + ": ./glaux test", "is the run that this test is a part of"));

    private final Map<String, List<String>> pages = readPages();
    private Installation installation;
    private CommandSyntax syntax;

    @BeforeAll
    void install()
            throws IOException
    {
        installation = Installation.make();
        syntax = new CommandSyntax(installation);
    }

    @AfterAll
    void uninstall()
    {
        installation.close();
    }

    /**
     * A test for each section. They are one walk: each finds what those above it have started and made.
     */
    @TestFactory
    Stream<DynamicTest> theFirstPage()
    {
        BlockRunner runner = new BlockRunner(installation);
        Map<String, List<FencedBlock>> sections = new LinkedHashMap<>();
        for (FencedBlock block : FencedBlock.read(START, pages.get(START))) {
            if (!NOT_RUN.containsKey(key(block))) {
                sections.computeIfAbsent(block.section(), _ -> new ArrayList<>()).add(block);
            }
        }
        return sections.entrySet().stream()
                .map(section -> dynamicTest(section.getKey(), () -> runAll(runner, section.getValue())));
    }

    @Test
    void everyBlockRunsOrIsKnownNotTo()
    {
        Set<String> notRun = new TreeSet<>();
        pages.forEach((file, lines) -> FencedBlock.read(file, lines).stream()
                .filter(block -> !file.equals(START) || NOT_RUN.containsKey(key(block)))
                .forEach(block -> notRun.add(key(block))));
        assertThat(notRun).as("blocks that no test runs; add a new one to NOT_RUN with the reason, or to " + START)
                .containsExactlyInAnyOrderElementsOf(NOT_RUN.keySet());
    }

    @Test
    void everyCallOfTheCommandLineIsOneThatThereIs()
    {
        Map<String, List<String>> mistakes = new TreeMap<>();
        pages.forEach((file, lines) -> mistakes.put(file, syntax.mistakes(String.join("\n", lines))));
        mistakes.values().removeIf(List::isEmpty);
        assertThat(mistakes).isEmpty();
    }

    @Test
    void everyOptionIsInTheDocumentation()
    {
        Map<String, String> sections = sections(pages.get(COMMANDS));
        Set<String> documented = new TreeSet<>();
        sections.forEach((title, text) -> {
            if (title.matches("[a-z, ]+")) {
                Set<String> options = new TreeSet<>();
                for (String command : title.split(", ")) {
                    documented.add(command);
                    options.addAll(syntax.options(command));
                }
                assertThat(CODE_OPTION.matcher(text).results().map(match -> match.group(1)))
                        .as("options that the section '%s' of %s names", title, COMMANDS)
                        .isSubsetOf(options);
                assertThat(options.stream()
                        .filter(option -> option.startsWith("--") && !COMMON_OPTIONS.contains(option)))
                        .as("options of %s, all of which its section of %s has", title, COMMANDS)
                        .allMatch(option -> Pattern.compile(Pattern.quote(option) + "(?![a-z-])").matcher(text).find());
            }
        });
        assertThat(syntax.commands()).allMatch(command -> command.equals("help") || documented.contains(command)
                || sections.get("Not in this version").contains("`" + command + "`"));
    }

    private static void runAll(BlockRunner runner, List<FencedBlock> blocks)
            throws IOException
    {
        String printed = "";
        for (FencedBlock block : blocks) {
            if (block.isOutput()) {
                assertThat(printed.stripTrailing()).as("what the block above %s prints", block.place())
                        .isEqualTo(block.text().stripTrailing());
            }
            else {
                printed = runner.run(block);
                if (block.text().contains("print")) {
                    assertThat(printed).as("what %s prints", block.place()).isNotBlank();
                }
            }
        }
    }

    private static String key(FencedBlock block)
    {
        return block.file() + ": " + block.firstWords();
    }

    private static Map<String, String> sections(List<String> lines)
    {
        Map<String, String> sections = new LinkedHashMap<>();
        String title = "";
        for (String line : lines) {
            if (line.startsWith("## ")) {
                title = line.substring(3);
            }
            sections.merge(title, line + "\n", String::concat);
        }
        return sections;
    }

    private static Map<String, List<String>> readPages()
    {
        Map<String, List<String>> pages = new TreeMap<>();
        Command.of("git", "ls-files", "*.md").folder(Checkout.root()).runWell().out().lines().forEach(file -> {
            Path path = Checkout.root().resolve(file);
            if (Files.isRegularFile(path)) {
                pages.put(file, readLines(path));
            }
        });
        return pages;
    }

    private static List<String> readLines(Path path)
    {
        try {
            return Files.readAllLines(path);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
