using DeepQ.Environments;
using DeepQ.Learning;

namespace DeepQ.Benchmarks;

/// <summary>Our learner with what it learns from.</summary>
internal sealed class OwnLearner : IDisposable
{
    private readonly DqnLearner _learner;
    private readonly ReplaySampler _sampler;
    private readonly TransitionBatch _batch;

    public OwnLearner(LearningProblem problem)
    {
        DqnOptions options = problem.Options;
        _learner = new DqnLearner(problem.CreateNetwork(), options, new Xoshiro256(3));
        _sampler = new ReplaySampler(problem.Transitions(), options, new Xoshiro256(4));
        _batch = new TransitionBatch(options.BatchSize, problem.Sizes[0]);
    }

    public void Update(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _sampler.Sample(_batch, step: 0);
            _learner.Update(_batch);
        }
    }

    public void Dispose() => _learner.Dispose();
}
