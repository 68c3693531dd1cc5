using System.Text.Json;
using Samples.Web;

namespace PolicyServer.Errors;

/// <summary>Returns every error as problem details (RFC 9457) that say what to do.</summary>
internal static class ErrorHandling
{
    public static void AddErrorHandling(this IServiceCollection services)
    {
        // Before the host filter, which the builder has already added.
        services.Insert(0, ServiceDescriptor.Transient<IStartupFilter>(_ => new EveryAnswer(UseErrorHandling)));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Instance = context.HttpContext.Request.Path;
            context.ProblemDetails.Detail ??= Detail(context.HttpContext, context.Exception);
        });
    }

    public static void UseErrorHandling(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = error => (error as BadHttpRequestException)?.StatusCode ?? 500,
            // Errors of the caller are reported to the caller, not logged.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages();
    }

    private static string? Detail(HttpContext context, Exception? error) => context.Response.StatusCode switch
    {
        400 when error is BadHttpRequestException => Unreadable(error.InnerException as JsonException),
        400 => "The header Host names another host than AllowedHosts of the server.",
        404 => "There is nothing here. POST /v1/act acts; /openapi/v1.json describes everything that there is.",
        405 => $"This address takes {context.Response.Headers.Allow}, not {context.Request.Method}.",
        413 => $"The request is larger than {Limit(context)} bytes. Send its states in several requests.",
        415 => "Send JSON in UTF-8, with the header Content-Type: application/json.",
        503 => "The server is at its limit of concurrent requests; try again.",
        500 => "The server failed; its log says how.",
        _ => null,
    };

    private static string Unreadable(JsonException? error) => error?.Path is { Length: > 0 } path
        ? $"The body cannot be read at {path}, line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}. It is "
            + """to be like {"states": [[0, 0.1, -0.2, 0]]}; a value is a finite number."""
        : """The body is no JSON. It is to be like {"states": [[0, 0.1, -0.2, 0]]}.""";

    private static int Limit(HttpContext context) =>
        context.RequestServices.GetRequiredService<ServerOptions>().MaxBodyBytes;
}
