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
package io.glaux.testing.repository;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.glaux.testing.Checkout;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Who may depend on whom. docs/architecture.md draws what these rules hold.
 */
final class TestArchitecture
{
    private static final List<String> MODULES = List.of(
            "cli",
            "connectors/arrow-pages",
            "connectors/dynamodb",
            "connectors/flight",
            "connectors/lake",
            "connectors/metering-api",
            "connectors/protocol",
            "connectors/reference",
            "connectors/source-api",
            "distribution",
            "embedded-s3",
            "engine",
            "flight-server/host");
    /**
     * The packages of sources, each of which is a module.
     */
    private static final List<String> SOURCES = List.of("dynamodb", "reference");

    private final JavaClasses classes = importClasses();

    @Test
    void trinosInternalsStayInTwoPlaces()
    {
        // an upgrade of Trino is then the work of these places
        noClasses()
                .that(describe("are not behind the fence", type -> !isBehindFence(type.getPackageName())))
                .should().dependOnClassesThat(describe("are internals of Trino", TestArchitecture::isTrinoInternal))
                .check(classes);
    }

    @Test
    void leavesDoNotKnowTheDomain()
    {
        for (String leaf : List.of("aws", "identity", "store", "storage", "json", "error")) {
            check(noClasses().that().resideInAPackage("io.glaux.engine." + leaf + "..")
                    .should().dependOnClassesThat().resideInAnyPackage(
                            "io.glaux.engine",
                            "io.glaux.engine.athena..",
                            "io.glaux.engine.catalog..",
                            "io.glaux.engine.glue..",
                            "io.glaux.engine.query..",
                            "io.glaux.engine.result..",
                            "io.glaux.engine.trino..",
                            "io.glaux.engine.workgroup.."));
        }
    }

    @Test
    void catalogKnowsNeitherHttpNorTrino()
    {
        check(noClasses().that().resideInAPackage("io.glaux.engine.catalog..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "io.glaux.engine.aws..",
                        "io.glaux.engine.glue..",
                        "io.glaux.engine.athena..",
                        "io.glaux.engine.query..",
                        "io.glaux.engine.trino..",
                        "io.trino..",
                        "org.eclipse.jetty.."));
    }

    @Test
    void queriesKnowNeitherTheirDoorNorTheirEngine()
    {
        check(noClasses().that().resideInAPackage("io.glaux.engine.query..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "io.glaux.engine.aws..",
                        "io.glaux.engine.athena..",
                        "io.glaux.engine.glue..",
                        "io.glaux.engine.trino..",
                        "org.eclipse.jetty.."));
    }

    @Test
    void onlyTheWiringKnowsWhatRunsStatements()
    {
        check(noClasses().that().resideInAnyPackage("io.glaux.engine.*..")
                .and().resideOutsideOfPackage("io.glaux.engine.trino..")
                .should().dependOnClassesThat().resideInAPackage("io.glaux.engine.trino.."));
    }

    @Test
    void engineAndConnectorsMeetInInterfacesOnly()
    {
        check(noClasses().that().resideInAPackage("io.glaux.engine..").should().dependOnClassesThat()
                .resideInAPackage("io.glaux.lake.."));
        check(noClasses().that().resideInAPackage("io.glaux.lake..").should().dependOnClassesThat()
                .resideInAPackage("io.glaux.engine.."));
        check(noClasses().that().resideInAPackage("io.glaux.metering..")
                .should().dependOnClassesThat().resideOutsideOfPackages("java..", "io.glaux.metering.."));
    }

    @Test
    void theEngineMeetsHostsOnTheirStandardStreamsOnly()
    {
        check(noClasses().that().resideInAPackage("io.glaux.engine..").should().dependOnClassesThat()
                .resideInAnyPackage(
                        "io.glaux.arrow..",
                        "io.glaux.flight..",
                        "io.glaux.host..",
                        "io.glaux.protocol..",
                        "io.glaux.source..",
                        "io.glaux.dynamodb..",
                        "io.glaux.reference..",
                        "org.apache.arrow.."));
    }

    @Test
    void thePluginKnowsTheProtocolAndNoSource()
    {
        check(noClasses().that().resideInAPackage("io.glaux.flight..").should().dependOnClassesThat()
                .resideInAnyPackage(
                        "io.glaux.engine..",
                        "io.glaux.host..",
                        "io.glaux.lake..",
                        "io.glaux.source..",
                        "io.glaux.dynamodb..",
                        "io.glaux.reference.."));
    }

    @Test
    void sourcesKnowTheirInterfaceOnly()
    {
        for (String source : SOURCES) {
            String[] others = SOURCES.stream()
                    .filter(other -> !other.equals(source))
                    .map("io.glaux.%s.."::formatted)
                    .toArray(String[]::new);
            check(noClasses().that().resideInAPackage("io.glaux.%s..".formatted(source))
                    .should().dependOnClassesThat().resideInAnyPackage(others));
            check(noClasses().that().resideInAPackage("io.glaux.%s..".formatted(source))
                    .should().dependOnClassesThat().resideInAnyPackage(
                            "io.glaux.engine..",
                            "io.glaux.flight..",
                            "io.glaux.host..",
                            "io.glaux.protocol..",
                            "com.google.inject..",
                            "io.grpc..",
                            "org.apache.arrow.flight.."));
            noClasses().that().resideInAPackage("io.glaux.%s..".formatted(source))
                    .should().dependOnClassesThat(describe("are Trino's", type ->
                            type.getPackageName().startsWith("io.trino.") && !isGenerator(type.getPackageName())))
                    .allowEmptyShould(true)
                    .check(classes);
        }
        check(noClasses().that().resideInAPackage("io.glaux.source..").should().dependOnClassesThat()
                .resideInAnyPackage(
                        "io.glaux.engine..",
                        "io.glaux.protocol..",
                        "io.trino..",
                        "io.grpc..",
                        "com.google.."));
    }

    @Test
    void arrowPagesKnowBlocksAndVectorsOnly()
    {
        check(noClasses().that().resideInAPackage("io.glaux.arrow..").should().dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "io.airlift.slice..",
                        "io.glaux.arrow..",
                        "io.trino.spi..",
                        "org.apache.arrow.."));
        check(noClasses().that().resideInAPackage("io.glaux.arrow..").should().dependOnClassesThat()
                .resideInAPackage("org.apache.arrow.flight.."));
    }

    @Test
    void hostsKnowNothingOfTheEngine()
    {
        check(noClasses().that().resideInAnyPackage("io.glaux.host..", "io.glaux.protocol..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "io.glaux.engine..", "io.glaux.flight..", "io.glaux.lake..", "io.trino.."));
    }

    @Test
    void catalogsAndHostsKnowNoDoor()
    {
        check(noClasses().that().resideInAnyPackage("io.glaux.engine.catalogs..", "io.glaux.engine.hosts..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "io.glaux.engine",
                        "io.glaux.engine.admin..",
                        "io.glaux.engine.athena..",
                        "io.glaux.engine.aws..",
                        "io.glaux.engine.query..",
                        "io.glaux.engine.trino..",
                        "io.trino.."));
        check(noClasses().that().resideInAPackage("io.glaux.engine.hosts..")
                .should().dependOnClassesThat().resideInAPackage("io.glaux.engine.catalogs.."));
    }

    @Test
    void packagesHaveNoCycles()
    {
        slices().matching("io.glaux.(*)..").should().beFreeOfCycles().check(classes);
        slices().matching("io.glaux.engine.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void staticsDoNotChange()
    {
        fields().that().areStatic().and()
                .areDeclaredInClassesThat(describe("were written by hand", TestArchitecture::isWrittenByHand))
                .and().doNotHaveName("$assertionsDisabled")
                .should().beFinal()
                .check(classes);
    }

    private void check(ArchRule rule)
    {
        rule.allowEmptyShould(true).check(classes);
    }

    private static boolean isBehindFence(String name)
    {
        return name.equals("io.glaux.engine") || name.startsWith("io.glaux.engine.trino")
                || name.startsWith("io.glaux.lake");
    }

    private static boolean isTrinoInternal(JavaClass type)
    {
        String name = type.getPackageName();
        return name.startsWith("io.trino.")
                && !name.startsWith("io.trino.spi")
                && !isGenerator(name)
                && !isMetric(name);
    }

    /**
     * The SPI has an interface of metrics and no class of them: these are the ones that an engine can read.
     */
    private static boolean isMetric(String name)
    {
        return name.equals("io.trino.plugin.base.metrics");
    }

    /**
     * The generator of TPC-H's rows is a library without an engine.
     */
    private static boolean isGenerator(String name)
    {
        return name.equals("io.trino.tpch");
    }

    private static boolean isWrittenByHand(JavaClass type)
    {
        // ANTLR writes the grammar's package, the compiler of protocol buffers that of the messages
        return !type.getSimpleName().isEmpty()
                && !type.getPackageName().endsWith(".ddl.grammar")
                && !type.getPackageName().endsWith(".protocol.v1");
    }

    private static JavaClasses importClasses()
    {
        Stream<Path> folders = MODULES.stream()
                .map(module -> Checkout.root().resolve(module).resolve("target/classes"))
                .filter(Files::isDirectory);
        return new ClassFileImporter().importPaths(folders.toList());
    }
}
