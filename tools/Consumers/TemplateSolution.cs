using System.Diagnostics;
using System.Net.Http.Json;

namespace Consumers;

/// <summary>A solution made by a template.</summary>
/// <param name="Template">The short name of the template.</param>
internal sealed record TemplateSolution(string Template)
{
    // A name that is no name in C#, as they often are.
    private const string Name = "My-Solution.1";

    /// <summary>Makes it, builds it without a warning and runs its tests.</summary>
    /// <param name="workspace">Where it is made.</param>
    /// <param name="run">Runs its program, in the folder that is given with the name of its project.</param>
    /// <exception cref="FailureException">It does not build, or a test fails.</exception>
    public void Use(Workspace workspace, Action<string, string> run)
    {
        string folder = Path.Combine(workspace.Folder, Template);
        Dotnet.Run(
            workspace.Folder,
            "new", Template, "--name", Name, "--output", Template, "--debug:custom-hive", workspace.TemplateHive);
        Dotnet.Run(folder, "build", "-warnaserror");
        FailureException.ThrowUnlessContains(Dotnet.Run(folder, "test", "--no-build"), "Passed!");
        run(folder, Name);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Runs a console program and requires what it is to write.</summary>
    public static Action<string, string> Writes(params string[] expected) => (folder, project) =>
    {
        string output = Dotnet.Run(folder, "run", "--no-build", "--project", project);
        foreach (string line in expected)
            FailureException.ThrowUnlessContains(output, line);
    };

    /// <summary>Runs a service, asks it for an action, and requires what it is to answer.</summary>
    public static Action<string, string> Answers(float[] state, string expected) => (folder, project) =>
    {
        const string listening = "Now listening on: ";
        using Process service = Dotnet.Start(
            folder, "run", "--no-build", "--project", project, "--", "--urls", "http://127.0.0.1:0");
        try
        {
            string? line;
            do
            {
                line = service.StandardOutput.ReadLine() ??
                    throw new FailureException($"The service ended: {service.StandardError.ReadToEnd()}");
            }
            while (!line.Contains(listening, StringComparison.Ordinal));

            using HttpClient client = new() { BaseAddress = new Uri(line.Split(listening)[1]) };
            FailureException.ThrowUnlessContains(Ask(client, new(HttpMethod.Get, "/health")), "Healthy");
            HttpRequestMessage act = new(HttpMethod.Post, "/act") { Content = JsonContent.Create(new { state }) };
            FailureException.ThrowUnlessContains(Ask(client, act), expected);
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            service.WaitForExit();
        }
    };

    private static string Ask(HttpClient client, HttpRequestMessage request)
    {
        using HttpResponseMessage response = client.Send(request);
        using StreamReader reader = new(response.Content.ReadAsStream());
        return reader.ReadToEnd();
    }
}
