using DecisionServer.Access;
using DecisionServer.Deciding;
using DecisionServer.Demo;
using DecisionServer.Errors;
using DecisionServer.Settings;
using DecisionServer.Summaries;
using DecisionServer.Versions;
using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Hosting;
using Microsoft.Extensions.Options;
using Samples.Web;

namespace DecisionServer;

/// <summary>Composes the server; all of it can be read here.</summary>
internal static class Server
{
    private const string DemoSwitch = "--demo";

    public static WebApplication Build(string[] args)
    {
        bool isDemo = args.Contains(DemoSwitch);
        args = [.. args.Where(arg => arg != DemoSwitch)];
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        if (isDemo)
            AddDemo(builder);
        builder.Configuration.AddCommandLine(args, ServerOptions.Switches);
        ServerOptions options = ServerOptions.Read(builder.Configuration);
        AddServices(builder, options);
        if (isDemo)
            builder.Services.AddHostedService<DemoHost>();

        WebApplication app = builder.Build();
        // The first service created is disposed last, after the files in the folder are closed.
        app.Services.GetService<DemoFolder>();
        app.UseRequestLimits();
        app.UsePage();
        app.UseRouting();
        app.Use(next => context => context.RequestServices.GetRequiredService<ApiKeys>().CheckAsync(context, next));
        MapEndpoints(app, options);
        return app;
    }

    /// <summary>Returns the message for a failed start; null if only a stack trace helps.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures),
        IOException or InvalidDataException or InvalidOperationException or ArgumentException => failure.Message,
        _ => null,
    };

    private static void AddDemo(WebApplicationBuilder builder)
    {
        DemoFolder folder = new();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Server:Log"] = folder.PathOf("decisions.db"),
            ["Server:Registry"] = folder.PathOf("policies"),
            ["Server:StateSize"] = $"{DemoShop.StateSize}",
            ["Server:Actions"] = DemoShop.Actions,
            ["Server:RewardWait"] = "00:00:15",
            ["Server:ActivationWait"] = "00:00:15",
            ["Server:EpisodeTimeout"] = "00:01:00",
        });
        builder.Services.AddSingleton(_ => folder);
        builder.Services.AddSingleton<DemoClock>();
        builder.Services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DemoClock>());
    }

    private static void AddServices(WebApplicationBuilder builder, ServerOptions options)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton(options);
        services.AddPolicyRegistry(options.Registry);
        services.AddDecisions(options.Log, decisions =>
        {
            decisions.StateSize = options.StateSize;
            decisions.ActionNames = options.ActionNames;
            decisions.Baseline = (_, allowed) => allowed.IsEmpty || allowed[options.BaselineAction] ? options.BaselineAction : allowed.IndexOf(true);
            decisions.Settings = CurrentSettings.AtStart(options).ToSettings();
        }, new() { MaxBytes = options.MaxLogBytes });
        services.AddDecisionDoctor(options.Join);
        services.AddHealthChecks().AddCheck<DecisionHealthCheck>("decisions");
        services.AddSingleton<CurrentSettings>();
        services.AddSingleton<SummaryReader>();
        services.AddSingleton<ApiKeys>();
        services.AddPrometheusMetrics(DecisionMeter.MeterName);
        services.AddErrorHandling();
        services.AddRequestLimits(options.MaxRequests, request => !HttpMethods.IsGet(request.Method));
        services.AddOpenApi(openApi =>
        {
            openApi.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Decision server";
                document.Info.Description =
                    "Decides, logs decisions with their probabilities, and takes rewards. Errors are problem details (RFC 9457).";
                return Task.CompletedTask;
            });
            KeyScheme.AddTo(openApi, options);
        });
        services.ConfigureHttpJsonOptions(json => ServerJson.AddTo(json.SerializerOptions));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        });
    }

    private static void MapEndpoints(WebApplication app, ServerOptions options)
    {
        RouteGroupBuilder deciding = Group("Decisions", isAdministration: false);
        DecideEndpoints.Map(deciding);
        RouteGroupBuilder administration = Group("Administration", isAdministration: true);
        VersionEndpoints.Map(administration, options);
        SettingsEndpoints.Map(administration);
        SummaryEndpoints.Map(administration);
        app.MapPrometheusScrapingEndpoint();
        app.MapHealthChecks("/health", new() { ResponseWriter = HealthResponse.WriteAsync });
        app.MapOpenApi();

        RouteGroupBuilder Group(string tag, bool isAdministration) => app.MapGroup("")
            .WithTags(tag)
            .WithMetadata(new KeyRequirement(isAdministration))
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
    }
}
