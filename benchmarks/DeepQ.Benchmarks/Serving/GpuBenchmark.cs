using DeepQ.Serving;

namespace DeepQ.Benchmarks;

/// <summary>Batches of states on the CPU and on GPU 0, and from which batch size on the GPU pays.</summary>
internal static class GpuBenchmark
{
    private static readonly int[] Sizes = [1, 16, 64, 256, 1024, 4096, 16_384];

    public static IEnumerable<Comparison> Run()
    {
        foreach (int width in new[] { 64, 1024 })
        {
            using TemporaryPolicy file = new(width);
            using OnnxPolicy cpu = OnnxPolicy.Load(file.Path, new() { MaxBatchSize = Sizes[^1] });
            if (OnGpu(file.Path) is not { } gpu)
                yield break;

            using (gpu)
            {
                Candidate[] contestants =
                    [.. Sizes.SelectMany(size => new[] { InBatches("CPU", cpu, size), InBatches("GPU", gpu, size) })];
                Comparison comparison = InterleavedBenchmark.Usual.Run("", "state", contestants);
                double[] times = [.. comparison.Timings.Select(timing => timing.Median)];
                double[] cpuTimes = [.. times.Where((_, i) => i % 2 == 0)], gpuTimes = [.. times.Where((_, i) => i % 2 == 1)];
                int? crossover = Crossover(Sizes, cpuTimes, gpuTimes);
                string pays = crossover is null ? "the GPU does not pay" : $"the GPU pays from {crossover} states on";
                yield return comparison with { Title = $"CPU and GPU by batch size, 4→{width}→{width}→2: {pays}" };
            }
        }
    }

    /// <summary>The least of the sizes from which on the second is always faster; null where it is not at the last.</summary>
    public static int? Crossover(IReadOnlyList<int> sizes, IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        int from = sizes.Count;
        while (from > 0 && second[from - 1] < first[from - 1])
            from--;
        return from < sizes.Count ? sizes[from] : null;
    }

    private static OnnxPolicy? OnGpu(string path)
    {
        try
        {
            return OnnxPolicy.Load(path, new() { GpuDeviceId = 0, MaxBatchSize = Sizes[^1], AdaptBatchSize = false });
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine($"CPU and GPU by batch size: left out. {e.Message}");
            return null;
        }
    }

    private static Candidate InBatches(string device, OnnxPolicy policy, int size)
    {
        float[] states = new float[policy.ObservationSize * size];
        int[] actions = new int[size];
        return new($"{device}, {size}", count =>
        {
            for (int i = 0; i < count; i++)
                policy.Act(states, actions);
        })
        {
            Operations = size,
        };
    }
}
