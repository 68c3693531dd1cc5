using System.CommandLine;
using DeepQ.Serving;
using DeepQ.Tool.Files;
using DeepQ.Tool.Output;
using DeepQ.Tool.Serving;
using Microsoft.AspNetCore.Builder;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq serve</c>: a policy over HTTP.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Argument<string> file = PolicyFile.Argument();
        Option<string> urls = new("--urls") { Description = "Where it listens", DefaultValueFactory = _ => "http://localhost:5080" };
        urls.Validators.Add(result =>
        {
            foreach (string url in result.GetValueOrDefault<string>().Split(';'))
            {
                if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttp)
                    result.AddError($"--urls is '{url}'; it must be such as http://localhost:5080.");
            }
        });
        ToolCommand command = new("serve", "Answers over HTTP, to try a policy from another program.", """
            POST /act takes {"states": [[0.1, 0.2]]}, and "masks" with true for each
            action that is allowed; it gives the action, its name and the Q-values of each state. GET /health says 'Healthy'. Anybody who
            reaches it may ask; Ctrl+C ends it. A service for users is a program of its own: samples/PolicyServer of the project is one.
            Example: deepq serve policy.onnx --urls http://localhost:5080
            """)
        {
            file, urls,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using ManagedPolicy policy = PolicyFile.Load(parsed.GetRequiredValue(file));
            WebApplication service = PolicyEndpoint.Create(policy, parsed.GetRequiredValue(urls));
            await using (service.ConfigureAwait(false))
            {
                await service.StartAsync(cancellationToken).ConfigureAwait(false);
                TextWriter output = parsed.InvocationConfiguration.Output;
                foreach (string url in service.Urls)
                    await output.WriteLineAsync($"Listening on {url}; Ctrl+C ends it").ConfigureAwait(false);
                await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                await Task.Delay(Timeout.Infinite, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await service.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
        });
        return command;
    }
}
