namespace Samples.Web;

/// <summary>
/// Rules for every response, including those sent before the server's own pipeline, such as the one for a wrong host:
/// errors are problem details, and the declared content type is final.
/// </summary>
/// <param name="useErrorHandling">Makes the application return errors as problem details.</param>
internal sealed class EveryAnswer(Action<IApplicationBuilder> useErrorHandling) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            // Not earlier, because the error handler clears all headers.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.XContentTypeOptions = "nosniff";
                return Task.CompletedTask;
            });
            return rest(context);
        });
        useErrorHandling(app);
        next(app);
    };
}
