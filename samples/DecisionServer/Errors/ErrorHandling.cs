using System.Text.Json;
using DecisionServer.Access;
using DeepQ.Decisions.Storage;
using Samples.Web;

namespace DecisionServer.Errors;

/// <summary>Returns every error as problem details (RFC 9457) that say what to do.</summary>
internal static class ErrorHandling
{
    // The start of the message of System.Text.Json for missing properties.
    private const string Missing = "missing required properties including: ";

    // Part of its message for unknown properties.
    private const string Unknown = "could not be mapped to any .NET member";

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
            StatusCodeSelector = error => error switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                DecisionStoreException { IsFull: true } => StatusCodes.Status507InsufficientStorage,
                DecisionStoreException => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            },
            // Errors of the caller are reported to the caller, not logged.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages();
    }

    private static string? Detail(HttpContext context, Exception? error) => context.Response.StatusCode switch
    {
        400 when error is BadHttpRequestException => HttpMethods.IsGet(context.Request.Method) ? error.Message : Unreadable(error),
        400 => "The header Host names another host than AllowedHosts of the server.",
        401 => $"Send the key in the header {ApiKeys.Header}; to watch or administer the server, send the administration key.",
        404 => "There is nothing here. POST /decide decides; /openapi/v1.json describes everything that there is.",
        405 => $"This address takes {context.Response.Headers.Allow}, not {context.Request.Method}.",
        413 => $"The request is larger than {Limit(context)} bytes, the most that it may have here.",
        415 => "Send JSON in UTF-8, with the header Content-Type: application/json.",
        503 when error is DecisionStoreException => "The log cannot be written or read now; the log of the server says why. Send it again.",
        503 => "The server is at its limit of concurrent requests; try again.",
        507 => "The log is full: nothing of the request was logged. Send it again once there is room.",
        500 => "The server failed; its log says how.",
        _ => null,
    };

    private static string Unreadable(Exception error) => error.InnerException switch
    {
        JsonException missing when missing.Message.Contains(Missing, StringComparison.Ordinal) =>
            $"The body lacks {missing.Message.Split(Missing)[1].Split(". ")[0].TrimEnd('.')}. /openapi/v1.json says how it is to be.",
        JsonException unknown when unknown.Message.Contains(Unknown, StringComparison.Ordinal) =>
            $"The body has '{unknown.Message.Split('\'')[1]}', which is none of its fields. /openapi/v1.json says how it is to be.",
        JsonException { Path.Length: > 0 } json =>
            $"The body cannot be read at {json.Path}, line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}. "
            + "/openapi/v1.json says how it is to be.",
        _ => "The body is no JSON. /openapi/v1.json says how it is to be.",
    };

    private static int Limit(HttpContext context)
    {
        ServerOptions options = context.RequestServices.GetRequiredService<ServerOptions>();
        return context.Request.Path == "/versions" ? options.MaxModelBytes : options.MaxBodyBytes;
    }
}
