using DeepQ.Environments.Python;
using DeepQ.Environments.Tests.Python;

namespace DeepQ.Environments.Tests.Documentation;

/// <summary>The environment in Python of docs/environments.md runs, and its output is real.</summary>
public sealed class PythonSectionTests
{
    [PythonFact]
    public void The_environment_of_the_page_steps_in_a_vector()
    {
        string interpreter = PythonInterpreter.Path!;
        string folder = PythonInterpreter.Asset("standin");
        StringWriter Console = new() { NewLine = "\n" };

        PythonEnvironmentOptions options = new()
        {
            Interpreter = interpreter,
            WorkingDirectory = folder,
            KeywordArguments = """{"doors": 4}""",
        };
        using PythonProcess python = new("doors.py:Doors", count: 8, options);
        VectorEnvironment environments = new(python.Environments, new Xoshiro256(seed: 1));
        Console.WriteLine($"{python.Environments[0].Name}: {environments.ObservationSpace}; {environments.ActionSpace}");

        double reward = 0;
        int[] actions = new int[environments.Count];
        environments.Reset();
        for (int step = 0; step < 100; step++)
        {
            for (int i = 0; i < actions.Length; i++)
                actions[i] = environments.Observations.Slice(4 * i, 4).IndexOf(1f);
            environments.Step(actions);
            reward += environments.Rewards[0];
        }
        Console.WriteLine($"{reward} of 100 prizes found in the first environment");

        Assert.Contains($"```text\n{Console}```", Page(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_in_Python_on_the_page_is_the_one_that_runs() =>
        Assert.Contains($"```python\n{File.ReadAllText(PythonInterpreter.Asset("standin/doors.py")).ReplaceLineEndings("\n")}```", Page(), StringComparison.Ordinal);

    private static string Page()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "DeepQ.MLNet.sln")))
            folder = Path.GetDirectoryName(folder);
        return File.ReadAllText(Path.Combine(folder!, "docs", "environments.md")).ReplaceLineEndings("\n");
    }
}
