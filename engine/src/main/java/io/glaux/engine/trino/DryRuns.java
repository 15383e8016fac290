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
package io.glaux.engine.trino;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.inject.Inject;
import io.glaux.engine.query.StatementRequest;
import io.opentelemetry.api.trace.Span;
import io.trino.Session;
import io.trino.execution.QueryPreparer;
import io.trino.execution.QueryPreparer.PreparedQuery;
import io.trino.execution.querystats.PlanOptimizersStatsCollector;
import io.trino.execution.warnings.WarningCollector;
import io.trino.metadata.Metadata;
import io.trino.security.AccessControl;
import io.trino.server.SessionSupplier;
import io.trino.spi.QueryId;
import io.trino.split.PageSourceManager;
import io.trino.split.SplitSource;
import io.trino.sql.analyzer.AnalyzerFactory;
import io.trino.sql.analyzer.QueryExplainer;
import io.trino.sql.analyzer.QueryExplainerFactory;
import io.trino.sql.planner.Plan;
import io.trino.sql.planner.PlanFragment;
import io.trino.sql.planner.PlanFragmenter;
import io.trino.sql.planner.SplitSourceFactory;
import io.trino.sql.planner.plan.PlanNodeId;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.Statement;
import io.trino.transaction.TransactionId;
import io.trino.transaction.TransactionManager;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import static io.trino.execution.warnings.WarningCollector.NOOP;
import static java.util.Objects.requireNonNull;

/**
 * What statements would read, without running them. They are planned as they would be to run; then the splits of each
 * scan are listed, and opened one by one, here. Dynamic filters are left out: what they spare is known only from rows.
 */
public final class DryRuns
{
    static final String WITHOUT_DYNAMIC_FILTERS = "enable_dynamic_filtering";

    private final SessionSupplier sessions;
    private final QueryPreparer preparer;
    private final TransactionManager transactions;
    private final AccessControl accessControl;
    private final Metadata metadata;
    private final QueryExplainer planner;
    private final PlanFragmenter fragmenter;
    private final SplitSourceFactory splitSources;
    private final PageSourceManager pageSources;

    @Inject
    public DryRuns(
            SessionSupplier sessions,
            QueryPreparer preparer,
            TransactionManager transactions,
            AccessControl accessControl,
            Metadata metadata,
            QueryExplainerFactory explainers,
            AnalyzerFactory analyzers,
            PlanFragmenter fragmenter,
            SplitSourceFactory splitSources,
            PageSourceManager pageSources)
    {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.preparer = requireNonNull(preparer, "preparer is null");
        this.transactions = requireNonNull(transactions, "transactions is null");
        this.accessControl = requireNonNull(accessControl, "accessControl is null");
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.planner = explainers.createQueryExplainer(analyzers);
        this.fragmenter = requireNonNull(fragmenter, "fragmenter is null");
        this.splitSources = requireNonNull(splitSources, "splitSources is null");
        this.pageSources = requireNonNull(pageSources, "pageSources is null");
    }

    /**
     * @param request an EXPLAIN of the statement
     * @param requireNotCancelled throws when it need not go on
     * @return the scans in the order of their tables' names
     */
    List<ScanForecast> forecast(QueryId queryId, StatementRequest request, Runnable requireNotCancelled)
            throws InterruptedException
    {
        StatementRequest quiet = request.withSessionProperties(Map.of(WITHOUT_DYNAMIC_FILTERS, "false"));
        ParameterizedText text = ParameterizedText.of(quiet);
        Session session = sessions.createSession(queryId, Span.getInvalid(), StatementSessions.of(quiet, text));
        PreparedQuery prepared = preparer.prepareQuery(session, text.sql());
        if (!(prepared.getStatement() instanceof Explain explain)) {
            throw new IllegalStateException("A dry run is an EXPLAIN");
        }
        TransactionId transaction = transactions.beginTransaction(true);
        try {
            Session inTransaction = session.beginTransactionId(transaction, transactions, accessControl);
            metadata.beginQuery(inTransaction);
            try {
                return forecast(inTransaction, explain.getStatement(), prepared, requireNotCancelled);
            }
            finally {
                metadata.cleanupQuery(inTransaction);
            }
        }
        finally {
            ListenableFuture<Void> _ = transactions.asyncAbort(transaction);
        }
    }

    private List<ScanForecast> forecast(
            Session session,
            Statement statement,
            PreparedQuery prepared,
            Runnable requireNotCancelled)
            throws InterruptedException
    {
        Plan plan = planner.getLogicalPlan(
                session, statement, prepared.getParameters(), NOOP, new PlanOptimizersStatsCollector(0));
        Map<PlanNodeId, PlannedScans.Scan> scans = PlannedScans.of(plan.getRoot());
        List<ScanForecast> forecasts = new ArrayList<>();
        try (SplitForecasts splits = new SplitForecasts(session, metadata, pageSources, requireNotCancelled)) {
            for (PlanFragment fragment : fragments(session, plan)) {
                for (Map.Entry<PlanNodeId, SplitSource> source :
                        splitSources.createSplitSources(session, Span.getInvalid(), fragment).entrySet()) {
                    PlannedScans.Scan scan = scans.get(source.getKey());
                    if (scan == null) {
                        // a table function makes its rows itself
                        source.getValue().close();
                        continue;
                    }
                    forecasts.add(splits.forecast(scan, source.getValue()));
                }
            }
        }
        forecasts.sort(Comparator.comparing(ScanForecast::table));
        return forecasts;
    }

    private List<PlanFragment> fragments(Session session, Plan plan)
    {
        return fragmenter.createSubPlans(session, plan, false, WarningCollector.NOOP).getAllFragments();
    }
}
