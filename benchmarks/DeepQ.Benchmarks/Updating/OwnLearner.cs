using DeepQ.Environments;
using DeepQ.Learning;

namespace DeepQ.Benchmarks;

/// <summary>Our learner with what it learns from.</summary>
internal sealed class OwnLearner : IDisposable
{
    private readonly DqnLearner _learner;
    private readonly ReplaySampler _sampler;
    private readonly TransitionBatch _batch;

    public OwnLearner(LearningProblem problem, UpdatePath path, int threads = 1)
    {
        DqnOptions options = problem.Options;
        options.UpdatePath = path;
        options.Threads = threads;
        _learner = new DqnLearner(problem.CreateNetwork(), options, new Xoshiro256(3));
        _sampler = new ReplaySampler(problem.Transitions(), options, new Xoshiro256(4));
        _batch = new TransitionBatch(options.BatchSize, problem.Sizes[0]);
    }

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
}
