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
package io.glaux.conformance;

import io.glaux.conformance.checks.CancellationChecks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The kit finds what is wrong: a host that lies fails the check that is about it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestKit
{
    private static final int SCANS = 60;
    private static final String RANDOM_SCANS = "random scans give the same with and without what the host takes";
    private static final String DYNAMIC_FILTERS = "dynamic filters leave every row that satisfies them";
    private static final String EACH_VALUE = "each value comes as it is";
    private static final String BATCHES = "batches keep to what the host said of them";
    private static final String METERED = "source rows and units are told, and batches are counted";
    /**
     * Not those that drain the host behind it, are not passed on, or take long.
     */
    private static final Set<String> QUICK =
            Set.of("hello", "metadata", "requests", "plan", "types", "reading", "metering", "pushdown", "security");

    private final long seed = RunScans.seed();
    private ReferenceHost host;

    @BeforeAll
    void start()
    {
        host = ReferenceHost.start(Map.of());
    }

    @AfterAll
    void end()
    {
        host.close();
    }

    @TestFactory
    Stream<DynamicTest> findsLiesOfAnswers()
    {
        return Stream.of(
                lie("takes conjuncts and does nothing", AnswerLies.takesConjunctsAndDoesNothing(), RANDOM_SCANS),
                lie("takes too much in part", AnswerLies.takesTooMuchInPart(), RANDOM_SCANS),
                lie("takes limits and does nothing", AnswerLies.takesLimitsAndDoesNothing(), RANDOM_SCANS),
                lie("reads less than the limit", AnswerLies.readsLessThanTheLimit(), RANDOM_SCANS),
                lie("takes a limit over conjuncts it leaves", AnswerLies.takesALimitOverWhatItLeaves(), RANDOM_SCANS),
                lie("takes a limit that is none", AnswerLies.takesALimitThatWasNotOffered(), RANDOM_SCANS),
                lie("sorts nulls wrong", AnswerLies.sortsNullsWrong(), RANDOM_SCANS),
                lie("counts nulls", AnswerLies.countsNulls(), RANDOM_SCANS),
                lie("drops rows", AnswerLies.dropsRowsOfDynamicFilters(), DYNAMIC_FILTERS),
                lie("tells literals", AnswerLies.tellsLiterals(), "what is told of a plan has no values of literals"),
                lie(
                        "reorders columns",
                        AnswerLies.reordersColumns(),
                        "the schema has the columns asked for, in their order"),
                lie("speaks every version", AnswerLies.speaksEveryVersion(), "another major version is refused"),
                lie("promises small batches", AnswerLies.promisesSmallBatches(), BATCHES),
                lie("folds names", AnswerLies.foldsNames(), "schemas and tables are listed as they are spelled"),
                lie(
                        "makes keys up",
                        AnswerLies.makesKeysUp(),
                        "keys and row ids are columns, and no two rows have the same"),
                lie(
                        "describes other types",
                        AnswerLies.describesOtherTypes(),
                        "columns have their types, names and pinned types"),
                lie("counts batches backwards", AnswerLies.countsBatchesBackwards(), METERED),
                lie(
                        "drains in name alone",
                        AnswerLies.drainsInNameAlone(),
                        "open streams end, new ones are refused, and then drain answers"));
    }

    @TestFactory
    Stream<DynamicTest> findsLiesOfReads()
    {
        return Stream.of(
                lie("has no last batch", ReadLies.hasNoLastBatch(), EACH_VALUE),
                lie("sends more after the last batch", ReadLies.sendsMoreAfterTheLastBatch(), BATCHES),
                lie("sends batches twice", ReadLies.sendsBatchesTwice(), EACH_VALUE),
                lie("sends no headers", ReadLies.sendsNoHeaders(), BATCHES),
                lie("sends other types", ReadLies.sendsOtherTypes(), "streams have the columns of the plan"),
                lie("sends other values", ReadLies.sendsOtherValues(), EACH_VALUE),
                lie("leaves a column out", ReadLies.leavesAColumnOut(), "streams have the columns of the plan"),
                lie("fails", ReadLies.fails(), EACH_VALUE),
                lie("meters backwards", ReadLies.metersBackwards(), METERED),
                lie("meters less than it reads", ReadLies.metersLessThanItReads(), METERED),
                lie(
                        "meters at the end",
                        ReadLies.metersAtTheEnd(),
                        "source rows are told with the batch that they are read for"),
                lie("begins again", ReadLies.beginsAgain(), "a read goes on behind any batch with a cursor"),
                lie(
                        "tells the cursor before",
                        ReadLies.tellsTheCursorBefore(),
                        "a read goes on behind any batch with a cursor"),
                lie("ends before the budget", ReadLies.endsBeforeTheBudget(), "a read ends at its budget"),
                lie("reads for anybody", ReadLies.readsForAnybody(), "a ticket is good for its query and user alone"),
                lie(
                        "does not look at tickets",
                        ReadLies.doesNotLookAtTickets(),
                        "a ticket that was changed is refused"),
                lie("asks for no token", new Lie() {}, "calls without the token are refused"),
                lie("does not wait", ReadLies.doesNotWait(), "a reader that stops holds few batches"),
                lie(
                        "answers what it does not know",
                        ReadLies.answersWhatItDoesNotKnow(),
                        "an unknown action is refused"),
                lie("fails without a reason", ReadLies.failsWithoutReason(), "an unknown action is refused"),
                lie(
                        "has everything tried again",
                        ReadLies.hasEverythingTriedAgain(),
                        "a catalog, table or column that is not there is named"));
    }

    private DynamicTest lie(String name, Lie lie, String check)
    {
        return dynamicTest(name, () -> {
            try (LyingHost liar = new LyingHost(host, lie)) {
                CheckResult result = result(liar, check);
                assertThat(result.isFailed()).as(check).isTrue();
                System.out.printf("%s: %s%n", name, result.reason().lines().limit(4).toList());
            }
        });
    }

    /**
     * One that asks for no token is caught for that alone.
     */
    @Test
    void passesWhoDoesNotLie()
    {
        try (LyingHost honest = new LyingHost(host, new Lie() {})) {
            List<String> failed = Conformance.checks(honest, seed, 5).stream()
                    .filter(check -> QUICK.contains(check.group()))
                    .map(Check::run)
                    .filter(CheckResult::isFailed)
                    .map(result -> result.check().name() + ": " + result.reason())
                    .toList();
            assertThat(failed).singleElement().asString().startsWith("calls without the token are refused");
        }
    }

    @Test
    void findsReadsThatGoOnWhenTheyAreCancelled()
    {
        try (LyingHost liar = new LyingHost(host, ReadLies.goesOnWhenCancelled())) {
            Check check = new CancellationChecks(liar, Duration.ofSeconds(1)).all().getFirst();
            CheckResult result = check.run();
            assertThat(result.isFailed()).isTrue();
            assertThat(result.reason()).contains("for a stream to end that nobody reads any more");
        }
    }

    @Test
    void findsLookupsThatForget()
    {
        try (ReferenceHost forgetful = ReferenceHost.start(Map.of(), ForgetfulSource::new)) {
            assertThat(result(forgetful, "each key has its rows, and others have none").isFailed()).isTrue();
        }
    }

    @Test
    void findsWritesThatEndAsNobodyAskedFor()
    {
        try (ReferenceHost careless = ReferenceHost.start(Map.of(), CarelessSource::new)) {
            assertThat(result(careless, "rows are acknowledged, committed and read").isFailed()).isTrue();
            assertThat(result(careless, "a write that is not committed leaves what it said that it would").isFailed())
                    .isTrue();
        }
    }

    @Test
    void findsConjunctsThatAreTakenAndNotDone()
    {
        try (ReferenceHost bragging = ReferenceHost.start(
                Map.of("taken", "no"),
                source -> new BraggingSource(source, false))) {
            assertThat(result(bragging, RANDOM_SCANS).isFailed()).isTrue();
            assertThat(result(bragging, "an expression that makes no sense is refused or left").isFailed()).isTrue();
            assertThat(result(bragging, EACH_VALUE).isFailed()).isFalse();
        }
    }

    @Test
    void findsLimitsThatAreTakenAndNotDone()
    {
        try (ReferenceHost bragging = ReferenceHost.start(
                Map.of("taken", "no"),
                source -> new BraggingSource(source, true))) {
            assertThat(result(bragging, RANDOM_SCANS).isFailed()).isTrue();
            assertThat(result(bragging, EACH_VALUE).isFailed()).isFalse();
        }
    }

    @Test
    void findsReadsThatFail()
    {
        try (ReferenceHost failing = ReferenceHost.start(
                Map.of("fault.kind", "fail", "fault.table", "default.types"))) {
            assertThat(result(failing, EACH_VALUE).isFailed()).isTrue();
            assertThat(result(failing, "another major version is refused").isFailed()).isFalse();
        }
    }

    /**
     * Of a check by its name.
     */
    private CheckResult result(TestedHost tested, String name)
    {
        List<CheckResult> results = Conformance.checks(tested, seed, SCANS).stream()
                .filter(check -> check.name().equals(name))
                .map(Check::run)
                .toList();
        assertThat(results).as("checks named %s", name).hasSize(1);
        CheckResult result = results.getFirst();
        assertThat(result.status()).as(result.reason()).isNotEqualTo(CheckResult.Status.SKIPPED);
        assertThat(result.reason()).as("a reason that is its own").doesNotContain("DRAINING", "UNAVAILABLE");
        return result;
    }
}
