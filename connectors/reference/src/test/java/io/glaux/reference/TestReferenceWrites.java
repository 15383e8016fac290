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
package io.glaux.reference;

import io.glaux.source.ColumnPath;
import io.glaux.source.ScanPlan;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import io.glaux.source.SourceWrite;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestReferenceWrites
{
    private static final SourceTableName PEOPLE = new SourceTableName("default", "people");
    private static final SourceTableName NOTES = new SourceTableName("default", "notes");
    private static final Map<String, String> SETTINGS = Map.of(
            "tables", "default.people(id bigint key, name varchar, age bigint); default.notes(text varchar)");

    private final SourceFixture fixture = SourceFixture.of(SETTINGS);

    @Test
    void testSeenWhenItHasEndedWell()
            throws InterruptedException
    {
        try (SourceWrite write = insert(PEOPLE, List.of("name", "id"), List.of("Ada", 1L), Arrays.asList(null, 2L))) {
            assertThat(fixture.allRows(PEOPLE)).isEmpty();
            assertThat(write.end(true)).isEmpty();
        }
        assertThat(fixture.allRows(PEOPLE))
                .containsExactly(Arrays.asList(1L, "Ada", null), Arrays.asList(2L, null, null));
    }

    @Test
    void testNotSeenWhenItHasNot()
            throws InterruptedException
    {
        try (SourceWrite write = insert(PEOPLE, List.of("id"), List.of(1L))) {
            assertThat(write.end(false)).isEmpty();
            assertThat(write.onFailure()).isEmpty();
        }
        assertThat(fixture.allRows(PEOPLE)).isEmpty();
    }

    @Test
    void testRowsWithoutKey()
            throws InterruptedException
    {
        end(insert(NOTES, List.of("text"), List.of("same"), List.of("same")));
        end(insert(NOTES, List.of("text"), List.of("same")));
        assertThat(fixture.allRows(NOTES)).hasSize(3);
        WriteTarget target = new WriteTarget(NOTES, List.of("text"), Set.of(WriteKind.UPDATE, WriteKind.DELETE));
        SourceWrite write = fixture.source().write(RecordingContext.CALL, target);
        RecordingContext context = new RecordingContext(new Schema(List.of()));
        write.write(WriteKind.UPDATE, List.of(List.of("same", "other")), context);
        write.write(WriteKind.DELETE, List.of(List.of("same"), List.of("none")), context);
        end(write);
        assertThat(fixture.allRows(NOTES)).containsExactlyInAnyOrder(List.of("same"), List.of("other"));
    }

    @Test
    void testKeysThatChange()
            throws InterruptedException
    {
        end(insert(PEOPLE, List.of("id", "name"), List.of(1L, "Ada"), List.of(2L, "Bob")));
        WriteTarget target = new WriteTarget(PEOPLE, List.of("id"), Set.of(WriteKind.UPDATE));
        RecordingContext context = new RecordingContext(new Schema(List.of()));
        SourceWrite swapped = fixture.source().write(RecordingContext.CALL, target);
        swapped.write(WriteKind.UPDATE, List.of(List.of(1L, 3L), List.of(2L, 1L)), context);
        end(swapped);
        assertThat(fixture.allRows(PEOPLE))
                .containsExactlyInAnyOrder(Arrays.asList(3L, "Ada", null), Arrays.asList(1L, "Bob", null));
        try (SourceWrite same = fixture.source().write(RecordingContext.CALL, target)) {
            same.write(WriteKind.UPDATE, List.of(List.of(1L, 3L)), context);
            assertFails(() -> same.end(true), SourceErrorCode.DUPLICATE_KEY);
        }
    }

    @Test
    void testAllOrNothingOfADuplicate()
            throws InterruptedException
    {
        end(insert(PEOPLE, List.of("id"), List.of(1L)));
        try (SourceWrite write = insert(PEOPLE, List.of("id"), List.of(2L), List.of(1L))) {
            assertFails(() -> write.end(true), SourceErrorCode.DUPLICATE_KEY);
        }
        assertThat(fixture.allRows(PEOPLE)).hasSize(1);
    }

    @Test
    void testChanges()
            throws InterruptedException
    {
        end(insert(
                PEOPLE,
                List.of("id", "name", "age"),
                List.of(1L, "Ada", 36L),
                List.of(2L, "Bob", 40L),
                List.of(3L, "Cid", 50L)));
        WriteTarget target = new WriteTarget(
                PEOPLE, List.of("age"), Set.of(WriteKind.UPDATE, WriteKind.DELETE));
        RecordingContext context = new RecordingContext(new Schema(List.of()));
        try (SourceWrite write = fixture.source().write(RecordingContext.CALL, target)) {
            write.write(WriteKind.UPDATE, List.of(List.of(1L, 37L), Arrays.asList(2L, null), List.of(9L, 1L)), context);
            write.write(WriteKind.DELETE, List.of(List.of(3L), List.of(8L)), context);
            write.end(true);
        }
        assertThat(fixture.allRows(PEOPLE))
                .containsExactly(List.of(1L, "Ada", 37L), Arrays.asList(2L, "Bob", null));
        assertThat(context.units().amounts()).hasToString("{reference-unit=0.005}");
    }

    @Test
    void testGoesOnByItsState()
            throws InterruptedException
    {
        WriteTarget target = new WriteTarget(PEOPLE, List.of("id"), Set.of(WriteKind.INSERT));
        SourceWrite write = insert(PEOPLE, List.of("id"), List.of(1L));
        write.close();
        SourceWrite same = fixture.source().resumeWrite(RecordingContext.CALL, target, write.state());
        same.write(WriteKind.INSERT, List.of(List.of(2L)), new RecordingContext(new Schema(List.of())));
        end(same);
        assertThat(fixture.allRows(PEOPLE)).hasSize(2);
        assertFails(
                () -> SourceFixture.of(SETTINGS).source().resumeWrite(RecordingContext.CALL, target, write.state()),
                SourceErrorCode.SOURCE_FAILED);
    }

    @Test
    void testScanReadsWhatItWasPlannedFor()
            throws InterruptedException
    {
        end(insert(PEOPLE, List.of("id"), List.of(1L)));
        ScanPlan before = fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(PEOPLE, List.of(ColumnPath.of("id")), List.of()));
        end(insert(PEOPLE, List.of("id"), List.of(2L)));
        assertThat(fixture.rows(before)).containsExactly(List.of(1L));
        for (long id = 3; id < 30; id++) {
            end(insert(PEOPLE, List.of("id"), List.of(id)));
        }
        assertFails(() -> fixture.rows(before), SourceErrorCode.SOURCE_FAILED);
    }

    @Test
    void testWhatCannotBeWritten()
    {
        assertFails(
                () -> fixture.source().write(
                        RecordingContext.CALL,
                        new WriteTarget(
                                new SourceTableName("default", "counted"), List.of("id"), Set.of(WriteKind.INSERT))),
                SourceErrorCode.NOT_SUPPORTED);
        assertFails(
                () -> fixture.source().write(
                        RecordingContext.CALL, new WriteTarget(PEOPLE, List.of("nobody"), Set.of(WriteKind.INSERT))),
                SourceErrorCode.COLUMN_NOT_FOUND);
        assertFails(
                () -> SourceFixture.of(Map.of("feature.insert", "false")).source().write(
                        RecordingContext.CALL,
                        new WriteTarget(
                                new SourceTableName("default", "empty"), List.of("id"), Set.of(WriteKind.INSERT))),
                SourceErrorCode.NOT_SUPPORTED);
    }

    private SourceWrite insert(SourceTableName table, List<String> columns, List<?>... rows)
            throws InterruptedException
    {
        SourceWrite write = fixture.source().write(
                RecordingContext.CALL, new WriteTarget(table, columns, Set.of(WriteKind.INSERT)));
        write.write(
                WriteKind.INSERT,
                Arrays.stream(rows).map(Collections::<Object>unmodifiableList).toList(),
                new RecordingContext(new Schema(List.of())));
        return write;
    }

    private static void end(SourceWrite write)
            throws InterruptedException
    {
        try (write) {
            assertThat(write.end(true)).isEmpty();
        }
    }

    private static void assertFails(ThrowingCallable action, SourceErrorCode code)
    {
        assertThatThrownBy(action).isInstanceOfSatisfying(
                SourceException.class,
                failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
