using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Net.Http.Headers;

namespace DecisionServer;

/// <summary>What holds for every request: its host, its encoding, and how many there are at once.</summary>
internal static class RequestLimits
{
    public static void AddRequestLimits(this IServiceCollection services, ServerOptions options)
    {
        services.Configure<HostFilteringOptions>(hosts =>
            (hosts.AllowEmptyHosts, hosts.IncludeFailureMessage) = (false, false));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                HttpMethods.IsGet(context.Request.Method)
                    ? RateLimitPartition.GetNoLimiter("without a body")
                    : RateLimitPartition.GetConcurrencyLimiter("with a body", _ => new ConcurrencyLimiterOptions
                    {
                        PermitLimit = options.MaxRequests,
                        QueueLimit = options.MaxRequests,
                    }));
        });
    }

    public static void UseRequestLimits(this IApplicationBuilder app)
    {
        app.Use((context, next) =>
        {
            if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
                || !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        });
        app.UseRateLimiter();
    }
}
