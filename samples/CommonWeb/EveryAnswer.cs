namespace Samples.Web;

/// <summary>
/// What holds for every answer, also for those that are given before the server's own pipeline, as to a host that is not its
/// own: errors are problem details, and content is what its header says.
/// </summary>
/// <param name="useErrorHandling">Has the application make problem details of errors.</param>
internal sealed class EveryAnswer(Action<IApplicationBuilder> useErrorHandling) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            // Not before: an error takes all headers off.
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
