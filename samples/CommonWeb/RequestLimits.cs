using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Net.Http.Headers;

namespace Samples.Web;

/// <summary>The rules for every request: its host, its encoding, and the number of concurrent requests.</summary>
internal static class RequestLimits
{
    /// <param name="services">The services of the server.</param>
    /// <param name="most">The maximum number of concurrent requests with a body, and of waiting ones.</param>
    /// <param name="hasBody">Selects the requests that count.</param>
    public static void AddRequestLimits(this IServiceCollection services, int most, Func<HttpRequest, bool> hasBody)
    {
        services.Configure<HostFilteringOptions>(hosts =>
            (hosts.AllowEmptyHosts, hosts.IncludeFailureMessage) = (false, false));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                hasBody(context.Request)
                    ? RateLimitPartition.GetConcurrencyLimiter("with a body", _ => new ConcurrencyLimiterOptions
                    {
                        PermitLimit = most,
                        QueueLimit = most,
                    })
                    : RateLimitPartition.GetNoLimiter("without a body"));
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
