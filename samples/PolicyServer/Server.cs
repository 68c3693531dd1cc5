using System.Diagnostics.Metrics;
using System.Text.Json.Serialization;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving;
using DeepQ.Serving.Hosting;
using Microsoft.Extensions.Options;
using PolicyServer.Acting;
using PolicyServer.Errors;
using Samples.Web;

namespace PolicyServer;

/// <summary>Composes the server; all of it can be read here.</summary>
internal static class Server
{
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.Configuration.AddCommandLine(args, ServerOptions.Switches);
        AddServices(builder, ServerOptions.Read(builder.Configuration));

        WebApplication app = builder.Build();
        ReportVersion(app.Services);
        app.UseRequestLimits();
        app.UsePage();
        MapEndpoints(app);
        return app;
    }

    /// <summary>Returns the message for a failed start; null if only a stack trace helps.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures),
        PolicyFormatException or IOException or InvalidOperationException => failure.Message,
        _ => null,
    };

    private static void AddServices(WebApplicationBuilder builder, ServerOptions options)
    {
        IServiceCollection services = builder.Services;
        services.AddSingleton(options);
        services.AddDeepQPolicy(options.Policy, policy =>
            policy.Runtime = new OnnxPolicyOptions { GpuDeviceId = options.GpuDeviceId });
        services.AddHealthChecks().AddCheck<PolicyHealthCheck>("policy");
        services.AddPrometheusMetrics(PolicyMeter.MeterName, nameof(PolicyServer));
        services.AddErrorHandling();
        services.AddRequestLimits(options.MaxRequests, request => request.ContentLength != 0 && !HttpMethods.IsGet(request.Method));
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Policy server";
            document.Info.Description =
                "Serves the greedy actions of a trained policy. Errors are problem details (RFC 9457).";
            return Task.CompletedTask;
        }));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ServerJson.Default);
            json.SerializerOptions.MaxDepth = 8;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.RespectNullableAnnotations = true;
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        });
    }

    // Prometheus keeps text as the label of a gauge that is always 1.
    private static void ReportVersion(IServiceProvider services)
    {
        ReloadingPolicy policy = services.GetRequiredService<ReloadingPolicy>();
        services.GetRequiredService<IMeterFactory>().Create(nameof(PolicyServer)).CreateObservableGauge(
            "deepq.policy.info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", policy.Version)));
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapPost("/v1/act", ActEndpoint.ActAsync)
            .WithTags("Policy")
            .WithSummary("Acts in one or more states")
            .WithDescription("Gives the greedy action in each state, the value of every action, and the version.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        app.MapGet("/v1/policy", PolicyDescription.Of)
            .WithTags("Policy")
            .WithSummary("Describes the policy that is served");
        app.MapPrometheusScrapingEndpoint();
        app.MapHealthChecks("/health", new() { ResponseWriter = HealthResponse.WriteAsync });
        app.MapOpenApi();
    }
}
