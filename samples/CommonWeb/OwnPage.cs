namespace Samples.Web;

/// <summary>The page of a server. It is self-contained: nothing is fetched from other hosts.</summary>
internal static class OwnPage
{
    private const string OwnContentOnly =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UsePage(this IApplicationBuilder app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.ContentSecurityPolicy = OwnContentOnly;
                file.Context.Response.Headers.CacheControl = "no-cache";
            },
        });
    }
}
