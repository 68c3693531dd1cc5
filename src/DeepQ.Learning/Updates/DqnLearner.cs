using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>The two networks and the update that moves the one towards targets of the other.</summary>
internal sealed partial class DqnLearner : IDisposable
{
    private readonly DqnOptions _options;
    private readonly Xoshiro256 _random;
    private readonly QNetwork _target;
    private readonly Objective _objective;
    private readonly GradientDescent _optimizer;
    private readonly float[] _outputs;

    /// <summary>Creates the networks with equal weights. Both belong to the learner.</summary>
    /// <param name="network">The network that learns.</param>
    /// <param name="options">The settings.</param>
    /// <param name="random">The generator that the noise of updates is drawn from.</param>
    public DqnLearner(QNetwork network, DqnOptions options, Xoshiro256 random)
    {
        _options = options;
        _random = random;
        Network = network;
        _target = network.Copy();
        _objective = Objective.For(network, _target, options, random);
        _optimizer = CreateOptimizer(network.parameters(), options);
        _outputs = new float[_objective.OutputCount];
    }

    /// <summary>The network that learns.</summary>
    public QNetwork Network { get; }

    /// <summary>How far each transition of the latest batch was from its target: its priority in a replay.</summary>
    public float[] AbsoluteErrors => _objective.AbsoluteErrors;

    /// <summary>Takes one step down the gradient of the loss of a batch.</summary>
    /// <param name="batch">The transitions.</param>
    /// <param name="step">How far training has come, for the learning rate.</param>
    public UpdateResult Update(TransitionBatch batch, long step = 0)
    {
        // Choosing, valuing and learning each see noise of their own, so that none of them follows another's.
        _target.ResampleNoise(_random);
        Network.ResampleNoise(_random);
        _objective.ComputeTargets(batch);
        Network.ResampleNoise(_random);

        using DisposeScope scope = NewDisposeScope();
        Tensor outputs = _objective.Forward(batch);
        QNetwork.Read(outputs, _outputs);
        (double loss, double meanQ) = _objective.ReplaceByGradient(batch, _outputs);
        if (!double.IsFinite(loss))
            throw new TrainingDivergedException($"The loss became {loss}.");

        Tensor gradient = empty(outputs.shape);
        MemoryMarshal.AsBytes<float>(_outputs).CopyTo(gradient.bytes);
        Network.zero_grad();
        outputs.backward(grad_tensors: [gradient.to(outputs.device)]);
        double norm = _optimizer.Step(_options.LearningRate.At(step), _options.MaxGradientNorm);
        return new UpdateResult(loss, meanQ, _objective.AbsoluteErrors.Average(), norm);
    }

    /// <summary>Moves the target network towards the learning one, so many times: θ' ← (1 − τ) θ' + τ θ.</summary>
    public void UpdateTarget(long times = 1)
    {
        // As often as the interval passed: with many environments one step of the loop counts for several.
        double rate = times == 1 ? _options.TargetUpdateRate : 1 - Math.Pow(1 - _options.TargetUpdateRate, times);
        _target.BlendWeightsFrom(Network, rate);
    }

    /// <summary>Looks at every weight: a unit that a broken weight feeds may be silent, and the loss stay finite.</summary>
    /// <exception cref="TrainingDivergedException">A weight is infinite or not a number.</exception>
    public void RequireFinite()
    {
        if (!Network.IsFinite())
            throw new TrainingDivergedException("A weight of the network became infinite or not a number.");
    }

    /// <summary>A copy of the network that learns, or of its late copy, whichever has finite weights; null where neither has.</summary>
    public QNetwork? CopyFinite() =>
        Network.IsFinite() ? Network.Copy() : _target.IsFinite() ? _target.Copy() : null;

    public void Dispose()
    {
        _target.Dispose();
        Network.Dispose();
    }

    private static GradientDescent CreateOptimizer(IEnumerable<Parameter> parameters, DqnOptions options) =>
        options.Optimizer switch
        {
            Optimizer.AdamW => new AdamDescent(parameters, options.OptimizerEpsilon ?? 1e-8, options.WeightDecay),
            Optimizer.RMSProp => new RmsPropDescent(parameters, smoothing: 0.95, options.OptimizerEpsilon ?? 0.01),
            _ => new AdamDescent(parameters, options.OptimizerEpsilon ?? 1e-8),
        };
}
