namespace DeepQ.Benchmarks;

/// <summary>Updates and greedy actions of networks that see images.</summary>
internal static class ConvolutionBenchmark
{
    public static IEnumerable<Comparison> Run()
    {
        using PythonPeer? peer = PythonPeer.Start();
        foreach (ImageProblem problem in ImageProblem.All)
            yield return UpdateBenchmark.Run(InterleavedBenchmark.Usual, problem, peer);
        foreach (ImageProblem problem in ImageProblem.All.DistinctBy(problem => (problem.Game, problem.Units)))
            yield return ActBenchmark.Run(problem, peer);
    }
}
