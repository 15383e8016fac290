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
package io.glaux.engine.athena;

import io.glaux.engine.json.ModelJson;
import io.glaux.engine.query.QueryExecution;
import io.glaux.engine.query.QueryOutput;
import io.glaux.engine.query.QueryState;
import io.glaux.engine.query.QueryStatus;
import io.glaux.engine.query.QuerySubmission;
import io.glaux.engine.query.QueryTimes;
import io.glaux.engine.query.QueryVolume;
import io.glaux.engine.query.ResultReuse;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsConfiguration;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsEncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.QueryExecutionContext;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatistics;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatisticsRows;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatisticsTimeline;
import software.amazon.awssdk.services.athena.model.QueryStage;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.ResultReuseByAgeConfiguration;
import software.amazon.awssdk.services.athena.model.ResultReuseConfiguration;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Queries of the history as Athena describes them.
 */
final class QueryDescriptions
{
    private static final ResultReuseConfiguration NO_REUSE = ResultReuseConfiguration.builder()
            .resultReuseByAgeConfiguration(ResultReuseByAgeConfiguration.builder().enabled(false).build())
            .build();

    private QueryDescriptions() {}

    static software.amazon.awssdk.services.athena.model.QueryExecution execution(QueryExecution query)
    {
        QuerySubmission submission = query.submission();
        List<String> parameters = submission.context().parameters();
        return software.amazon.awssdk.services.athena.model.QueryExecution.builder()
                .queryExecutionId(query.id())
                .query(submission.sql())
                .statementType(submission.kind().type().name())
                .substatementType(submission.kind().substatement())
                .resultConfiguration(resultConfiguration(query))
                .managedQueryResultsConfiguration(managedResults(query))
                .resultReuseConfiguration(submission.reuse().map(QueryDescriptions::reuse).orElse(NO_REUSE))
                // the catalog in lower case, the database as it was sent, and neither when it was not sent: as Athena
                // does
                .queryExecutionContext(QueryExecutionContext.builder()
                        .catalog(submission.context().catalog().map(catalog -> catalog.toLowerCase(Locale.ROOT))
                                .orElse(null))
                        .database(submission.context().database().orElse(null))
                        .build())
                .status(status(query))
                .statistics(statistics(query))
                .workGroup(submission.workgroup())
                .engineVersion(WorkgroupOperations.ENGINE)
                .executionParameters(parameters.isEmpty() ? null : parameters)
                .build();
    }

    static QueryRuntimeStatistics runtime(QueryExecution query)
    {
        QueryTimes times = query.times();
        QueryVolume volume = query.volume();
        return QueryRuntimeStatistics.builder()
                .timeline(QueryRuntimeStatisticsTimeline.builder()
                        .queryQueueTimeInMillis(times.queued().toMillis())
                        .servicePreProcessingTimeInMillis(times.preprocessing().toMillis())
                        .queryPlanningTimeInMillis(times.planning().toMillis())
                        .engineExecutionTimeInMillis(times.engine().toMillis())
                        .serviceProcessingTimeInMillis(times.service().toMillis())
                        .totalExecutionTimeInMillis(total(times).toMillis())
                        .build())
                .rows(QueryRuntimeStatisticsRows.builder()
                        .inputRows(volume.inputRows())
                        .inputBytes(volume.inputBytes())
                        .outputRows(volume.outputRows())
                        .outputBytes(volume.outputBytes())
                        .build())
                .outputStage(volume.stages().map(stages -> ModelJson.readString(stages, QueryStage.builder()))
                        .orElse(null))
                .build();
    }

    private static ResultReuseConfiguration reuse(ResultReuse reuse)
    {
        return ResultReuseConfiguration.builder()
                .resultReuseByAgeConfiguration(age -> age.enabled(true).maxAgeInMinutes(reuse.maxAgeMinutes()))
                .build();
    }

    private static boolean isManaged(QueryExecution query)
    {
        return query.submission().output().filter(QueryOutput::managed).isPresent();
    }

    /**
     * Null when results are where the client or the workgroup said.
     */
    private static ManagedQueryResultsConfiguration managedResults(QueryExecution query)
    {
        return query.submission().output()
                .filter(QueryOutput::managed)
                .map(output -> ModelJson.readString(output.settings(), ResultConfiguration.builder()))
                .map(settings -> ManagedQueryResultsConfiguration.builder()
                        .enabled(true)
                        .encryptionConfiguration(settings.encryptionConfiguration() == null
                                ? null
                                : ManagedQueryResultsEncryptionConfiguration.builder()
                                  .kmsKey(settings.encryptionConfiguration().kmsKey())
                                  .build())
                        .build())
                .orElse(null);
    }

    /**
     * Null when the results are managed.
     */
    private static ResultConfiguration resultConfiguration(QueryExecution query)
    {
        if (isManaged(query)) {
            return null;
        }
        return query.submission().output()
                .map(output -> ModelJson.readString(output.settings(), ResultConfiguration.builder()).toBuilder()
                        .outputLocation(query.outputFile().orElse(null))
                        .build())
                .orElse(ResultConfiguration.builder().build());
    }

    private static QueryExecutionStatus status(QueryExecution query)
    {
        QueryStatus status = query.status();
        QueryExecutionStatus.Builder described = QueryExecutionStatus.builder()
                .state(status.state().name())
                .submissionDateTime(query.times().submitted())
                .completionDateTime(query.times().completed().orElse(null));
        // Athena has no member for warnings; clients read this one for people
        if (!status.outcome().warnings().isEmpty()) {
            described.stateChangeReason(String.join("\n", status.outcome().warnings()));
        }
        status.failure().ifPresent(failure -> {
            described.stateChangeReason(AthenaErrors.reason(failure));
            if (status.state() == QueryState.FAILED) {
                described.athenaError(AthenaErrors.error(failure));
            }
        });
        return described.build();
    }

    private static QueryExecutionStatistics statistics(QueryExecution query)
    {
        QueryTimes times = query.times();
        return QueryExecutionStatistics.builder()
                .engineExecutionTimeInMillis(times.engine().toMillis())
                .dataManifestLocation(query.status().outcome().dataManifest().filter(_ -> !isManaged(query))
                        .orElse(null))
                .dataScannedInBytes(query.volume().scannedBytes())
                .totalExecutionTimeInMillis(total(times).toMillis())
                .queryQueueTimeInMillis(times.queued().toMillis())
                .servicePreProcessingTimeInMillis(times.preprocessing().toMillis())
                .queryPlanningTimeInMillis(times.planning().toMillis())
                .serviceProcessingTimeInMillis(times.service().toMillis())
                .resultReuseInformation(reuse -> reuse.reusedPreviousResult(query.reusedQuery().isPresent()))
                .build();
    }

    private static Duration total(QueryTimes times)
    {
        return times.preprocessing().plus(times.queued()).plus(times.engine()).plus(times.service());
    }
}
