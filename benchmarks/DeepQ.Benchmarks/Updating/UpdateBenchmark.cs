namespace DeepQ.Benchmarks;

/// <summary>One update, the draw from replay included: ours and PyTorch's, in turn.</summary>
internal static class UpdateBenchmark
{
    private static readonly int[][] Networks = [[4, 64, 64, 2], [4, 120, 84, 2], [4, 256, 256, 2], [8, 256, 256, 4]];
    private static readonly int[] BatchSizes = [32, 64, 128];

    public static IEnumerable<Comparison> Run()
    {
        using PythonPeer? peer = PythonPeer.Start();
        foreach (int[] sizes in Networks)
        {
            foreach (int batchSize in BatchSizes)
                yield return Run(new LearningProblem(sizes, batchSize), peer);
        }
    }

    private static Comparison Run(LearningProblem problem, PythonPeer? peer)
    {
        using OwnLearner torchSharp = new(problem);
        List<Contestant> contestants =
        [
            FusedMultiplyAdd.Contestant,
            new("TorchSharp", torchSharp.Update) { Flops = problem.UpdateFlops },
        ];
        if (peer is not null)
        {
            int clipping = peer.Prepare(problem.PeerSettings);
            int plain = peer.Prepare(problem.PeerSettings with { MaxGradientNorm = null });
            contestants.Add(Peer("PyTorch", clipping));
            contestants.Add(Peer("PyTorch without clipping", plain));
        }

        return Race.Usual.Run($"An update of {problem}", "update", contestants, peer is null ? "TorchSharp" : "PyTorch");

        Contestant Peer(string name, int agent) => new(name, count => peer!.Repeat("update", agent, count))
        {
            Flops = problem.UpdateFlops,
            IsHere = false,
        };
    }
}
