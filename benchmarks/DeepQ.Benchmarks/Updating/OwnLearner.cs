using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Actions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Benchmarks;

/// <summary>Our learner with what it learns from.</summary>
internal sealed class OwnLearner : IDisposable
{
    private readonly DqnLearner _learner;
    private readonly ReplaySampler _sampler;
    private readonly TransitionBatch _batch;

    public OwnLearner(LearningProblem problem, UpdatePath path, int threads = 1)
        : this(problem, Options(problem, path, threads), (network, options) => NetworkPair.CreateLearner(network, options.ToLearner(), new Xoshiro256(3)))
    {
    }

    private OwnLearner(LearningProblem problem, DqnOptions options, Func<QNetwork, DqnOptions, DqnLearner> create)
    {
        _learner = create(problem.CreateNetwork(), options);
        _sampler = new ReplaySampler(problem.Transitions(), options.ToReplay(), new Xoshiro256(4));
        _batch = new TransitionBatch(options.BatchSize, problem.Sizes[0]);
    }

    /// <summary>The fused update with every multiplication of its layers done, on one thread.</summary>
    public static OwnLearner Dense(LearningProblem problem) => new(
        problem,
        Options(problem, UpdatePath.Fused, threads: 1),
        (network, options) => new DqnLearner(
            new FusedNetworkPair((LayeredQNetwork)network, options.ToLearner(), KernelSet.Widest, new ProductCostModel(ProductStrategy.Dense)),
            options.ToLearner(),
            new Xoshiro256(3)));

    /// <summary>Draws a batch and learns from it, so many times.</summary>
    public void Update(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _sampler.Sample(_batch, step: 0);
            _learner.Update(_batch);
        }
    }

    /// <summary>Takes the greedy action in a state, so many times.</summary>
    public void Act(ReadOnlySpan<float> state, int count)
    {
        Span<float> qValues = stackalloc float[_learner.Values.ActionCount];
        for (int i = 0; i < count; i++)
        {
            _learner.Values.QValues(state, qValues);
            Greedy.Action(qValues);
        }
    }

    public void Dispose() => _learner.Dispose();

    private static DqnOptions Options(LearningProblem problem, UpdatePath path, int threads)
    {
        DqnOptions options = problem.Options;
        options.UpdatePath = path;
        options.Threads = threads;
        return options;
    }
}
