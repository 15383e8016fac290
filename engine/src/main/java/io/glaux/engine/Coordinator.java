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
package io.glaux.engine;

import io.glaux.engine.admin.AdminService;
import io.glaux.engine.admin.CatalogOperations;
import io.glaux.engine.admin.GrantOperations;
import io.glaux.engine.admin.LimitOperations;
import io.glaux.engine.admin.PriceOperations;
import io.glaux.engine.admin.QuotaOperations;
import io.glaux.engine.admin.UsageOperations;
import io.glaux.engine.admin.UserOperations;
import io.glaux.engine.athena.AthenaCatalogs;
import io.glaux.engine.athena.AthenaService;
import io.glaux.engine.athena.QueryEvents;
import io.glaux.engine.aws.AwsServer;
import io.glaux.engine.aws.AwsService;
import io.glaux.engine.aws.StsService;
import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalog.ProjectingCatalog;
import io.glaux.engine.catalogs.CatalogState;
import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.ddl.lake.S3LakeStorage;
import io.glaux.engine.dialect.DialectFamily;
import io.glaux.engine.dialect.write.StoredFiles;
import io.glaux.engine.dialect.write.TransientTables;
import io.glaux.engine.dialect.write.WriteCleaning;
import io.glaux.engine.events.EventDelivery;
import io.glaux.engine.glue.GlueService;
import io.glaux.engine.identity.AccessKey;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.identity.Identities;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.SigningKey;
import io.glaux.engine.identity.StoreIdentities;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.instance.InstanceReport;
import io.glaux.engine.instance.InstanceReport.CatalogReport;
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.PriceBooks;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.UsageHistory;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.metering.UsageScope;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.engine.metering.quota.QuotaStore;
import io.glaux.engine.metering.quota.QuotaWarnings;
import io.glaux.engine.metrics.QueryMetrics;
import io.glaux.engine.query.QueryBudgets;
import io.glaux.engine.query.QueryExecutions;
import io.glaux.engine.query.QueryExecutionsConfig;
import io.glaux.engine.query.StatementParser;
import io.glaux.engine.query.WriteIntents;
import io.glaux.engine.query.work.FamilyRunner;
import io.glaux.engine.result.ManagedResults;
import io.glaux.engine.result.ResultReader;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.saved.SavedStatements;
import io.glaux.engine.storage.StorageService;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreClaim;
import io.glaux.engine.store.StoreConfig;
import io.glaux.engine.tls.ServerCertificates;
import io.glaux.engine.trino.CoordinatorServices;
import io.glaux.engine.trino.EngineModule;
import io.glaux.engine.trino.FixedCatalogs;
import io.glaux.engine.trino.LakeCatalogs;
import io.glaux.engine.trino.RunningTrino;
import io.glaux.engine.trino.TrinoStatementParser;
import io.glaux.engine.trino.TrinoStatementRunner;
import io.glaux.engine.trino.UsageSource;
import io.glaux.engine.workgroup.ResourceTags;
import io.glaux.engine.workgroup.Workgroup;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import io.glaux.engine.workgroup.WorkgroupGrants;
import io.glaux.engine.workgroup.WorkgroupLimitStore;
import io.glaux.engine.workgroup.Workgroups;
import io.glaux.metering.ScanMeters;
import software.amazon.awssdk.services.s3.S3Client;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * Starts a coordinator: store, identities, storage, the AWS endpoint, and then Trino, which takes longest.
 */
final class Coordinator
{
    private final GlauxConfig config;
    private final DataFolder folder;
    private final InstanceReport report;
    private final ClusterSecret secret;
    private final ShutdownSequence shutdown;
    private final Clock clock = Clock.systemUTC();
    /**
     * As they were when the server was ready: they come from its configuration.
     */
    private final AtomicReference<List<CatalogReport>> fixedCatalogs = new AtomicReference<>(List.of());

    Coordinator(GlauxConfig config, DataFolder folder, ShutdownSequence shutdown)
    {
        this.shutdown = requireNonNull(shutdown, "shutdown is null");
        this.config = requireNonNull(config, "config is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.report = new InstanceReport(folder, config.getRole()
                .lowerCaseName(), ServerAddress.localInUrl(config), Distribution.version());
        this.secret = folder.clusterSecret(config.getClusterSecret());
    }

    void start()
    {
        ServerAddress.requireFree(config, "aws.port", config.getAwsPort());
        ServerAddress.requireFree(config, "https.port", config.getHttpsPort());
        SqlStore store = openStore();
        SigningKey lakeKey = new SigningKey(secret.serviceKey("LAKE"), internalPrincipal());
        StoreIdentities identities =
                new StoreIdentities(store, secret, config.getAwsAccount(), List.of(lakeKey), clock);
        new FirstStart(store, identities, config, folder).ensureAdmin();
        ServerCertificates certificates = new ServerCertificates(folder);
        Tls.prepare(config, certificates, report);

        report.phase("starting the storage");
        InstanceStorage storage = shutdown.add("the storage", InstanceStorage.open(config, folder, secret));
        WorkgroupDirectory directory = workgroups(store, storage);
        BiFunction<String, String, Map<String, String>> tags =
                (workgroup, user) -> tags(directory, identities, workgroup, user);
        UsageLedger ledger = new UsageLedger(store, tags);
        CompletableFuture<QueryExecutions> stoppable = new CompletableFuture<>();
        QuotaWarnings warnings = quotaWarnings(store);
        Budgets budgets = budgets(store, tags, stoppable, warnings);
        UsageSource usage = usage(store, identities, directory);
        TrinoStatementRunner runner = shutdown.add("the statement runner", new TrinoStatementRunner());
        InstanceSources sources = sources(store, runner);
        S3Client s3 = shutdown.add("the storage client", storage.config().newClient());
        sweepManagedResults(directory, s3);
        ProjectingCatalog catalog = new DataCatalogs(config, store).catalog(internalPrincipal().user());
        SavedStatements saved = new SavedStatements(store, clock);
        TransientTables transientTables = new TransientTables(catalog, internalPrincipal());
        FamilyRunner statements =
                statements(store, saved, catalog, transientTables, s3, directory.workgroups(), runner);
        InstanceWorkgroups workgroups = instanceWorkgroups(store, directory);
        QueryMetrics metrics = new QueryMetrics(workgroups::publishesMetrics);
        PriceBooks prices = new PriceBooks(store);
        QueryBudgets limits = new QueryBudgets(budgets, workgroups, prices::of);
        List<EventDelivery> events = events(metrics, warnings);
        QueryExecutions queries = queries(store, ledger, limits, statements, s3, metrics);
        events.forEach(delivery ->
                queries.observe(new QueryEvents(config.getAwsAccount(), config.getAwsRegion(), clock, delivery)));
        stoppable.complete(queries);

        UsageOperations usageOperations = new UsageOperations(ledger, usage.history(), usage.access());
        LimitOperations operations = new LimitOperations(directory, workgroups.limits(), queries::waiting);

        report.phase("starting the AWS endpoint");
        List<AwsService> services = List.of(
                athena(queries, statements, s3, directory, catalogs(catalog, sources), saved),
                new GlueService(transientTables),
                new StsService(),
                shutdown.add("the S3 door", new StorageService(storage.config(), clock)),
                admin(store, usageOperations, identities, budgets, operations, directory, sources));
        AwsServer aws = shutdown.add(
                "the AWS endpoint",
                new AwsServer(services, identities, clock, config.getBindAddress(), config.getAwsPort()));
        aws.start();
        report.listening("aws", aws.port());

        report.phase("starting the SQL engine");
        CoordinatorServices doors = new CoordinatorServices(
                queries,
                workgroups,
                budgets,
                prices::of,
                config.getAwsAccount(),
                usage,
                metrics);
        startTrino(doors, identities, certificates, catalogs(storage, aws.port(), lakeKey.key()), runner, sources);
    }

    private SqlStore openStore()
    {
        report.phase("opening the store");
        shutdown.add("the claim on the store", StoreClaim.take(storeConfig()));
        return shutdown.add("the store", SqlStore.open(storeConfig()));
    }

    /**
     * What runs statements of every kind. What writes of an earlier process left is cleaned first.
     */
    private FamilyRunner statements(
            SqlStore store,
            SavedStatements saved,
            ProjectingCatalog catalog,
            TransientTables transientTables,
            S3Client s3,
            Workgroups workgroups,
            TrinoStatementRunner runner)
    {
        StoredFiles files = new StoredFiles(s3);
        WriteIntents intents = new WriteIntents(store);
        TrinoStatementParser parser = new TrinoStatementParser();
        DialectFamily dialect =
                new DialectFamily(parser, catalog, workgroups, files, intents, transientTables, clock);
        StatementFamilies families = new StatementFamilies(
                parser,
                saved.preparedStatements(),
                catalog.registered(),
                new S3LakeStorage(s3),
                dialect,
                clock);
        FamilyRunner statements = shutdown.add(
                "the statements",
                new FamilyRunner(families.all(), parser, runner));
        new WriteCleaning(intents, catalog, files).recover(internalPrincipal());
        return statements;
    }

    /**
     * @param queries known once there are some
     */
    private Budgets budgets(
            SqlStore store,
            BiFunction<String, String, Map<String, String>> tags,
            CompletableFuture<QueryExecutions> queries,
            QuotaWarnings warnings)
    {
        QuotaAccounts quotas = new QuotaAccounts(new QuotaStore(store), clock, tags);
        ReadJournal journal = shutdown.add(
                "the journal of reads",
                ReadJournal.open(folder.resolve("reads.journal"), LakeCatalogs::asUsersSee));
        return new Budgets(
                quotas,
                (id, reason) -> Thread.startVirtualThread(() -> queries.join().stop(id, reason)),
                // it writes to the store
                (state, time) -> Thread.startVirtualThread(() -> warnings.warn(state, time)),
                journal);
    }

    /**
     * The tags of a workgroup's queries by a user, whose own go before those of the workgroup.
     */
    private static Map<String, String> tags(
            WorkgroupDirectory directory,
            Identities identities,
            String workgroup,
            String user)
    {
        Map<String, String> tags = new TreeMap<>(directory.tags().find(ResourceTags.ofWorkgroup(workgroup)));
        tags.putAll(identities.tags(user));
        return tags;
    }

    /**
     * Who the server is to itself.
     */
    private Principal internalPrincipal()
    {
        return principal(StoreIdentities.SERVER);
    }

    private Principal principal(String user)
    {
        return new Principal(user, config.getAwsAccount());
    }

    private WorkgroupDirectory workgroups(SqlStore store, InstanceStorage storage)
    {
        WorkgroupDirectory directory = WorkgroupDirectory.over(
                store,
                clock,
                internalPrincipal().user(),
                config.getAwsRegion(),
                storage.managedResults());
        directory.workgroups().ensurePrimary(storage.resultsLocation());
        return directory;
    }

    private void sweepManagedResults(WorkgroupDirectory directory, S3Client s3)
    {
        directory.managedResults().ifPresent(folder ->
                shutdown.add("the managed results", new ManagedResults(s3, folder, clock)).start());
    }

    private static AdminService admin(
            SqlStore store,
            UsageOperations usage,
            Identities identities,
            Budgets budgets,
            LimitOperations limits,
            WorkgroupDirectory directory,
            InstanceSources sources)
    {
        return new AdminService(
                new UserOperations(identities, directory.workgroups()),
                usage,
                new GrantOperations(directory),
                limits,
                new QuotaOperations(budgets, directory),
                new PriceOperations(new PriceBooks(store), directory),
                new CatalogOperations(sources.catalogs(), directory));
    }

    /**
     * Their processes start while the rest of the server does.
     */
    private InstanceSources sources(SqlStore store, TrinoStatementRunner runner)
    {
        InstanceSources sources = shutdown.add("the sources", new InstanceSources(
                config,
                folder,
                secret,
                store,
                new EngineStatements(runner, internalPrincipal(), Workgroup.PRIMARY),
                this::report));
        sources.start();
        return sources;
    }

    private static AthenaCatalogs catalogs(Catalog lake, InstanceSources sources)
    {
        return new AthenaCatalogs(lake, sources.catalogs(), sources.browser());
    }

    private void report(List<CatalogState> others)
    {
        report.catalogs(withFixed(others));
    }

    private List<CatalogReport> withFixed(List<CatalogState> others)
    {
        return Stream.concat(fixedCatalogs.get().stream(), others.stream().map(state -> new CatalogReport(
                        state.name(), state.source(), state.process(), state.address(), state.health())))
                .toList();
    }

    private QueryExecutions queries(
            SqlStore store,
            UsageLedger ledger,
            QueryBudgets limits,
            FamilyRunner statements,
            S3Client s3,
            QueryMetrics metrics)
    {
        QueryExecutions queries = shutdown.add(
                "the queries",
                new QueryExecutions(
                        store,
                        ledger,
                        limits,
                        statements,
                        new ResultStore(s3),
                        new QueryExecutionsConfig(
                                config.parts().queries().getMaxRunning(),
                                config.parts().queries().getMaxQueued(),
                                QueryExecutionsConfig.DEFAULT.closeTimeout()),
                        clock));
        queries.observe(metrics);
        return queries;
    }

    /**
     * Where events go. Closed after the queries, whose last states are events too.
     */
    private List<EventDelivery> events(QueryMetrics metrics, QuotaWarnings warnings)
    {
        Map<String, EventDelivery> events = new TreeMap<>();
        config.parts().events().getFile().ifPresent(file -> events.put(
                "file", shutdown.add("the file of events", EventDelivery.toFile(file))));
        config.parts().events().getWebhook().ifPresent(address -> events.put(
                "webhook", shutdown.add("the webhook of events", EventDelivery.toWebhook(address))));
        events.forEach((sink, delivery) -> metrics.showDroppedEvents(sink, delivery::dropped));
        events.values().forEach(warnings::deliverTo);
        return List.copyOf(events.values());
    }

    private QuotaWarnings quotaWarnings(SqlStore store)
    {
        return new QuotaWarnings(new QuotaStore(store), config.getAwsAccount(), config.getAwsRegion());
    }

    private InstanceWorkgroups instanceWorkgroups(SqlStore store, WorkgroupDirectory directory)
    {
        return new InstanceWorkgroups(directory, new WorkgroupLimitStore(store), config.getAwsAccount());
    }

    private UsageSource usage(SqlStore store, Identities identities, WorkgroupDirectory directory)
    {
        return new UsageSource(
                new UsageHistory(store), user -> usageScope(identities, directory.grants(), user));
    }

    private UsageScope usageScope(Identities identities, WorkgroupGrants grants, String user)
    {
        return new UsageScope(user, identities.isAdmin(principal(user)), grants.managedBy(user));
    }

    private static AthenaService athena(
            QueryExecutions queries,
            StatementParser parser,
            S3Client s3,
            WorkgroupDirectory workgroups,
            AthenaCatalogs catalogs,
            SavedStatements saved)
    {
        return new AthenaService(
                queries,
                parser,
                new ResultStore(s3),
                new ResultReader(s3),
                workgroups,
                catalogs,
                saved);
    }

    private void startTrino(
            CoordinatorServices doors,
            Identities identities,
            ServerCertificates certificates,
            List<FixedCatalogs.Catalog> catalogs,
            TrinoStatementRunner runner,
            InstanceSources sources)
    {
        ProcessScanMeter meter = new ProcessScanMeter(
                config.isMeteringEnabled(), doors.budgets(), doors.budgets().journal());
        ScanMeters.install(meter);
        EnginePlugin plugin = new EnginePlugin(
                new FixedCatalogs(catalogs, secret.derive("catalog-versions")),
                (user, password) -> identities.authenticate(user, password).isPresent());
        TrinoServerModule module = new TrinoServerModule(Distribution.pluginFolders(), Optional.of(plugin));
        EngineModule engine = EngineModule.coordinator(meter, doors);
        new TrinoSettings(config, folder, secret, certificates.serverPem()).apply(folder);
        new EngineServer(List.of(module, engine)).start(Distribution.version());
        RunningTrino trino = module.running();
        report.phase("connecting to other sources");
        // queries wait until then: those that came before would not find their catalogs
        sources.giveTo(module.catalogs());
        runner.open(engine.queries());
        report.phase("answering a first query");
        new WarmUp(runner, internalPrincipal(), Workgroup.PRIMARY).run();
        report.listening("https", trino.httpsPort());
        trino.onChange(report::workers);
        fixedCatalogs.set(catalogs.stream()
                .map(catalog -> new CatalogReport(
                        catalog.name(),
                        catalog.connector(),
                        trino.isHealthy(catalog.name()) ? "ok" : "it did not load: see log/server.log"))
                .toList());
        report.ready(withFixed(sources.states()));
    }

    private List<FixedCatalogs.Catalog> catalogs(InstanceStorage storage, int awsPort, AccessKey lakeKey)
    {
        URI glue = URI.create("http://%s:%s".formatted(ServerAddress.localInUrl(config), awsPort));
        return new InstanceCatalogs(config, storage, glue, lakeKey).catalogs();
    }

    private StoreConfig storeConfig()
    {
        return config.getStoreUrl()
                .map(url ->
                        new StoreConfig(url, config.getStoreUser().orElse(""), config.getStorePassword().orElse("")))
                .orElseGet(() -> StoreConfig.sqlite(folder.database()));
    }
}
