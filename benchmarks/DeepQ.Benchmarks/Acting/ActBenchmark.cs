using DeepQ.Learning.Updates;

namespace DeepQ.Benchmarks;

/// <summary>The greedy action in one state: ours, one written by hand in TorchSharp and PyTorch's, in turn.</summary>
internal static class ActBenchmark
{
    private static readonly int[][] Networks = [[4, 64, 64, 2], [4, 120, 84, 2], [4, 256, 256, 2], [8, 256, 256, 4]];

    public static IEnumerable<Comparison> Run()
    {
        using PythonPeer? peer = PythonPeer.Start();
        foreach (int[] sizes in Networks)
            yield return Run(new LearningProblem(sizes, BatchSize: 64), peer);
    }

    /// <summary>Lets all act by one network.</summary>
    public static Comparison Run(LearningProblem problem, PythonPeer? peer)
    {
        using OwnLearner fused = new(problem, UpdatePath.Fused);
        using OwnLearner torchSharp = new(problem, UpdatePath.TorchSharp);
        using HandWrittenDqn handWritten = new(problem.PeerSettings, seed: 1);
        float[] state = problem.State();
        List<Candidate> contestants =
        [
            FusedMultiplyAdd.Candidate,
            new("fused", count => fused.Act(state, count)) { Flops = problem.ActFlops },
            new("TorchSharp's path", count => torchSharp.Act(state, count)) { Flops = problem.ActFlops },
            new(UpdateBenchmark.HandWritten, Act) { Flops = problem.ActFlops },
        ];
        if (peer is not null)
        {
            int agent = peer.Prepare(problem.PeerSettings);
            contestants.Add(new("PyTorch", count => peer.Repeat("act", agent, count))
            {
                Flops = problem.ActFlops,
                IsHere = false,
            });
        }

        return InterleavedBenchmark.Usual.Run(
            $"The greedy action of {problem.NetworkName}",
            "act",
            contestants,
            peer is null ? [UpdateBenchmark.HandWritten] : ["PyTorch", UpdateBenchmark.HandWritten]);

        void Act(int count)
        {
            for (int i = 0; i < count; i++)
                handWritten.Act(state);
        }
    }
}
