using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Python;
using DeepQ.Environments.Tests.Python;

namespace DeepQ.Benchmarks;

/// <summary>Steps CartPole here and in Python: alone, and together in one process and in two.</summary>
internal static class PythonEnvironmentBenchmark
{
    public static IEnumerable<Comparison> Run()
    {
        if (PythonInterpreter.Path is null)
        {
            Console.WriteLine("There is no Python with numpy here, so no environment runs in it.");
            yield break;
        }

        List<PythonProcess> processes = [];
        try
        {
            yield return InterleavedBenchmark.Usual.Run("CartPole-v1 with random actions", "step",
            [
                new("here", Steps([new CartPole()])),
                Python(processes, 1, 1),
                Python(processes, 8, 1),
                Python(processes, 64, 1),
                Python(processes, 64, 2),
            ]);
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
        }
    }

    private static Candidate Python(List<PythonProcess> started, int count, int processes)
    {
        PythonEnvironmentOptions options = new() { Interpreter = PythonInterpreter.Path! };
        PythonProcess[] own =
        [
            .. Enumerable.Range(0, processes)
                .Select(_ => new PythonProcess(PythonInterpreter.Asset("cartpole.py:CartPole"), count / processes, options)),
        ];
        started.AddRange(own);
        string name = $"{count} in Python, {processes} {(processes == 1 ? "process" : "processes")}";
        return new(name, Steps([.. own.SelectMany(process => process.Environments)])) { Operations = count };
    }

    private static Action<int> Steps(IReadOnlyList<IEnvironment> list)
    {
        Xoshiro256 random = new(1);
        VectorEnvironment environments = new(list, random.Fork());
        int[] actions = new int[environments.Count];
        environments.Reset();
        return rounds =>
        {
            for (int round = 0; round < rounds; round++)
            {
                foreach (ref int action in actions.AsSpan())
                    action = random.Next(2);
                environments.Step(actions);
            }
        };
    }
}
