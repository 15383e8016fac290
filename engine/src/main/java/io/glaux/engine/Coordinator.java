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
import io.glaux.engine.admin.GrantOperations;
import io.glaux.engine.admin.PriceOperations;
import io.glaux.engine.admin.QuotaOperations;
import io.glaux.engine.admin.UsageOperations;
import io.glaux.engine.admin.UserOperations;
import io.glaux.engine.athena.AthenaService;
import io.glaux.engine.athena.QueryEvents;
import io.glaux.engine.aws.AwsServer;
import io.glaux.engine.aws.AwsService;
import io.glaux.engine.aws.StsService;
import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalog.ProjectingCatalog;
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
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.engine.metering.quota.QuotaStore;
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
import io.glaux.engine.trino.RunningTrino;
import io.glaux.engine.trino.TrinoStatementParser;
import io.glaux.engine.trino.TrinoStatementRunner;
import io.glaux.engine.trino.UsageSource;
import io.glaux.engine.workgroup.ResourceTags;
import io.glaux.engine.workgroup.Workgroup;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import io.glaux.engine.workgroup.WorkgroupGrants;
import io.glaux.metering.ScanMeters;
import software.amazon.awssdk.services.s3.S3Client;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

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
        report.phase("opening the store");
        shutdown.add("the claim on the store", StoreClaim.take(storeConfig()));
        SqlStore store = shutdown.add("the store", SqlStore.open(storeConfig()));
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
        Budgets budgets = budgets(store, tags, stoppable);
        UsageSource usage = new UsageSource(
                new UsageHistory(store), user -> usageScope(identities, directory.grants(), user));
        TrinoStatementRunner runner = shutdown.add("the statement runner", new TrinoStatementRunner());
        S3Client s3 = shutdown.add("the storage client", storage.config().newClient());
        sweepManagedResults(directory, s3);
        ProjectingCatalog catalog = new DataCatalogs(config, store).catalog(internalPrincipal().user());
        SavedStatements saved = new SavedStatements(store, clock);
        TransientTables transientTables = new TransientTables(catalog, internalPrincipal());
        StoredFiles files = new StoredFiles(s3);
        WriteIntents intents = new WriteIntents(store);
        TrinoStatementParser parser = new TrinoStatementParser();
        DialectFamily dialect = new DialectFamily(
                parser, catalog, directory.workgroups(), files, intents, transientTables, clock);
        StatementFamilies families = families(parser, saved, catalog, s3, dialect);
        FamilyRunner statements = shutdown.add(
                "the statements",
                new FamilyRunner(families.all(), parser, runner));
        new WriteCleaning(intents, catalog, files).recover(internalPrincipal());
        QueryMetrics metrics = new QueryMetrics(workgroup -> publishesMetrics(directory, workgroup));
        QueryBudgets limits = new QueryBudgets(
                budgets, workgroup -> cutoff(directory, workgroup), new PriceBooks(store)::of);
        QueryExecutions queries = queries(store, ledger, limits, statements, s3, metrics);
        stoppable.complete(queries);

        report.phase("starting the AWS endpoint");
        List<AwsService> services = List.of(
                athena(queries, statements, s3, directory, catalog, saved),
                new GlueService(transientTables),
                new StsService(),
                shutdown.add("the S3 door", new StorageService(storage.config(), clock)),
                admin(store, ledger, usage, identities, directory, budgets));
        AwsServer aws = shutdown.add(
                "the AWS endpoint",
                new AwsServer(services, identities, clock, config.getBindAddress(), config.getAwsPort()));
        aws.start();
        report.listening("aws", aws.port());

        report.phase("starting the SQL engine");
        CoordinatorServices doors = new CoordinatorServices(
                queries,
                new DirectoryWorkgroups(directory, config.getAwsAccount()),
                budgets,
                config.getAwsAccount(),
                usage,
                metrics);
        startTrino(doors, identities, certificates, catalogs(storage, aws.port(), lakeKey.key()), runner);
    }

    private StatementFamilies families(
            TrinoStatementParser parser,
            SavedStatements saved,
            ProjectingCatalog catalog,
            S3Client s3,
            DialectFamily dialect)
    {
        return new StatementFamilies(
                parser,
                saved.preparedStatements(),
                catalog.registered(),
                new S3LakeStorage(s3),
                dialect,
                clock);
    }

    /**
     * @param queries known once there are some
     */
    private Budgets budgets(
            SqlStore store,
            BiFunction<String, String, Map<String, String>> tags,
            CompletableFuture<QueryExecutions> queries)
    {
        QuotaAccounts quotas = new QuotaAccounts(new QuotaStore(store), clock, tags);
        return new Budgets(quotas, (id, reason) ->
                Thread.startVirtualThread(() -> queries.join().stop(id, reason)));
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

    private static boolean publishesMetrics(WorkgroupDirectory directory, String workgroup)
    {
        return directory.workgroups().find(workgroup).map(Workgroup::publishesMetrics).orElse(true);
    }

    private static OptionalLong cutoff(WorkgroupDirectory directory, String workgroup)
    {
        return directory.workgroups().find(workgroup)
                .map(Workgroup::bytesScannedCutoff)
                .orElseGet(OptionalLong::empty);
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
            UsageLedger ledger,
            UsageSource usage,
            Identities identities,
            WorkgroupDirectory directory,
            Budgets budgets)
    {
        return new AdminService(
                new UserOperations(identities, directory.workgroups()),
                new UsageOperations(ledger, usage.history(), usage.access()),
                new GrantOperations(directory),
                new QuotaOperations(budgets, directory),
                new PriceOperations(
                        new PriceBooks(store),
                        usage.access(),
                        name -> directory.workgroups().find(name).isPresent()));
    }

    private QueryExecutions queries(
            SqlStore store,
            UsageLedger ledger,
            QueryBudgets limits,
            FamilyRunner statements,
            S3Client s3,
            QueryMetrics metrics)
    {
        // closed after the queries, whose last states are events too
        Map<String, EventDelivery> events = new TreeMap<>();
        config.events().getFile().ifPresent(file -> events.put(
                "file", shutdown.add("the file of events", EventDelivery.toFile(file))));
        config.events().getWebhook().ifPresent(address -> events.put(
                "webhook", shutdown.add("the webhook of events", EventDelivery.toWebhook(address))));
        QueryExecutions queries = shutdown.add(
                "the queries",
                new QueryExecutions(
                        store,
                        ledger,
                        limits,
                        statements,
                        new ResultStore(s3),
                        QueryExecutionsConfig.DEFAULT,
                        clock));
        queries.observe(metrics);
        events.forEach((sink, delivery) -> {
            queries.observe(new QueryEvents(config.getAwsAccount(), config.getAwsRegion(), clock, delivery));
            metrics.showDroppedEvents(sink, delivery::dropped);
        });
        return queries;
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
            Catalog catalog,
            SavedStatements saved)
    {
        return new AthenaService(
                queries,
                parser,
                new ResultStore(s3),
                new ResultReader(s3),
                workgroups,
                catalog,
                saved);
    }

    private void startTrino(
            CoordinatorServices doors,
            Identities identities,
            ServerCertificates certificates,
            List<FixedCatalogs.Catalog> catalogs,
            TrinoStatementRunner runner)
    {
        ProcessScanMeter meter = new ProcessScanMeter(config.isMeteringEnabled(), doors.budgets());
        ScanMeters.install(meter);
        EnginePlugin plugin = new EnginePlugin(
                new FixedCatalogs(catalogs),
                (user, password) -> identities.authenticate(user, password).isPresent());
        TrinoServerModule module = new TrinoServerModule(Distribution.pluginFolders(), Optional.of(plugin));
        EngineModule engine = EngineModule.coordinator(meter, doors);
        new TrinoSettings(config, folder, secret, certificates.serverPem()).apply(folder);
        new EngineServer(List.of(module, engine)).start(Distribution.version());
        RunningTrino trino = module.running();
        runner.open(engine.queries());
        report.phase("answering a first query");
        new WarmUp(runner, internalPrincipal(), Workgroup.PRIMARY).run();
        report.listening("https", trino.httpsPort());
        trino.onChange(report::workers);
        report.ready(catalogs.stream()
                .map(catalog -> new CatalogReport(
                        catalog.name(),
                        catalog.connector(),
                        trino.isHealthy(catalog.name()) ? "ok" : "it did not load: see log/server.log"))
                .toList());
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
