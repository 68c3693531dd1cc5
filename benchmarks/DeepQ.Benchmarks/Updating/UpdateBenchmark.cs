using DeepQ.Learning.Updates;

namespace DeepQ.Benchmarks;

/// <summary>One update, the draw from replay included: ours, one written by hand in TorchSharp and PyTorch's, in turn.</summary>
internal static class UpdateBenchmark
{
    /// <summary>What the tables call the DQN that was written by hand.</summary>
    public const string HandWritten = "TorchSharp by hand";

    private static readonly int[][] Networks = [[4, 64, 64, 2], [4, 120, 84, 2], [4, 256, 256, 2], [8, 256, 256, 4]];
    private static readonly int[] BatchSizes = [32, 64, 128];

    public static IEnumerable<Comparison> Run()
    {
        using PythonPeer? peer = PythonPeer.Start();
        foreach (int[] sizes in Networks)
        {
            foreach (int batchSize in BatchSizes)
                yield return Run(InterleavedBenchmark.Usual, new LearningProblem(sizes, batchSize), peer);
        }
    }

    /// <summary>Lets all update one network.</summary>
    public static Comparison Run(InterleavedBenchmark race, LearningProblem problem, PythonPeer? peer)
    {
        using OwnLearner fused = new(problem, UpdatePath.Fused);
        using OwnLearner shared = new(problem, UpdatePath.Fused, threads: 2);
        using OwnLearner dense = OwnLearner.Dense(problem);
        using OwnLearner torchSharp = new(problem, UpdatePath.TorchSharp);
        using HandWrittenDqn handWritten = problem.HandWritten();
        List<Candidate> contestants =
        [
            FusedMultiplyAdd.Candidate,
            new("fused", fused.Update) { Flops = problem.UpdateFlops },
            new("fused, 2 threads", shared.Update) { Flops = problem.UpdateFlops },
            new("fused, all dense", dense.Update) { Flops = problem.UpdateFlops },
            new("TorchSharp's path", torchSharp.Update) { Flops = problem.UpdateFlops },
            new(HandWritten, count => Repeat(handWritten.Update, count)) { Flops = problem.UpdateFlops },
        ];
        if (peer is not null)
        {
            int clipping = peer.Prepare(problem.PeerSettings);
            int plain = peer.Prepare(problem.PeerSettings with { MaxGradientNorm = null });
            contestants.Add(Peer("PyTorch", clipping));
            contestants.Add(Peer("PyTorch without clipping", plain));
        }

        return race.Run($"An update of {problem}", "update", contestants, peer is null ? [HandWritten] : ["PyTorch", HandWritten]);

        static void Repeat(Action work, int count)
        {
            for (int i = 0; i < count; i++)
                work();
        }

        Candidate Peer(string name, int agent) => new(name, count => peer!.Repeat("update", agent, count))
        {
            Flops = problem.UpdateFlops,
            IsHere = false,
        };
    }
}
