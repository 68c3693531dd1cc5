using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>The two networks and the update that moves the one towards targets of the other.</summary>
/// <remarks>
/// The TD error and the gradient of the loss are computed here, and handed to autograd as dL/dQ: a batch of Q-values is too
/// small to pay for a dispatch an operation.
/// </remarks>
internal sealed class DqnLearner : IDisposable
{
    private readonly DqnOptions _options;
    private readonly QNetwork _target;
    private readonly Parameter[] _parameters;
    private readonly optim.Optimizer _optimizer;
    private readonly float[] _q;
    private readonly float[] _nextQ;
    private readonly float[] _nextOnlineQ;
    private readonly float[] _targets;

    /// <summary>Creates the networks with equal weights. Both belong to the learner.</summary>
    public DqnLearner(QNetwork network, DqnOptions options)
    {
        _options = options;
        Network = network;
        _target = network.Copy();
        _target.eval();
        _parameters = [.. network.parameters()];
        _optimizer = optim.Adam(_parameters, options.LearningRate);
        _q = new float[options.BatchSize * network.ActionCount];
        _nextQ = new float[_q.Length];
        _nextOnlineQ = new float[options.DoubleQ ? _q.Length : 0];
        _targets = new float[options.BatchSize];
        AbsoluteErrors = new float[options.BatchSize];
    }

    /// <summary>The network that learns.</summary>
    public QNetwork Network { get; }

    /// <summary>|Q(s, a) − y| of each transition of the latest batch.</summary>
    public float[] AbsoluteErrors { get; }

    /// <summary>Takes one step down the gradient of the loss of a batch.</summary>
    public UpdateResult Update(TransitionBatch batch)
    {
        ComputeTargets(batch);

        using DisposeScope scope = NewDisposeScope();
        Tensor q = Network.forward(Network.Upload(batch.States));
        QNetwork.Read(q, _q);
        (double loss, double meanQ, double error) = ReplaceByGradient(batch.Actions, batch.Weights);
        if (!double.IsFinite(loss))
            throw new TrainingDivergedException($"The loss became {loss}.");

        Tensor gradient = empty(batch.Size, Network.ActionCount);
        MemoryMarshal.AsBytes<float>(_q).CopyTo(gradient.bytes);
        _optimizer.zero_grad();
        q.backward(grad_tensors: [gradient.to(q.device)]);
        double norm = nn.utils.clip_grad_norm_(_parameters, _options.MaxGradientNorm);
        _optimizer.step();
        return new UpdateResult(loss, meanQ, error, norm);
    }

    /// <summary>Moves the target network towards the learning one: θ' ← (1 − τ) θ' + τ θ.</summary>
    public void UpdateTarget() => _target.BlendWeightsFrom(Network, _options.TargetUpdateRate);

    public void Dispose()
    {
        _optimizer.Dispose();
        _target.Dispose();
        Network.Dispose();
    }

    private void ComputeTargets(TransitionBatch batch)
    {
        _target.QValues(batch.NextStates, _nextQ);
        if (!_options.DoubleQ)
        {
            TemporalDifference.MaxTargets(batch.Rewards, batch.Discounts, _nextQ, _targets, batch.NextActionMasks);
            return;
        }

        Network.QValues(batch.NextStates, _nextOnlineQ);
        TemporalDifference.DoubleTargets(
            batch.Rewards, batch.Discounts, _nextQ, _nextOnlineQ, _targets, batch.NextActionMasks);
    }

    // Turns Q(s, ·) into dL/dQ(s, ·) in place: zero but for the actions that were taken.
    private (double Loss, double MeanQ, double Error) ReplaceByGradient(
        ReadOnlySpan<int> actions,
        ReadOnlySpan<float> weights)
    {
        int batch = actions.Length;
        float threshold = (float)_options.HuberThreshold;
        bool huber = _options.Loss == LossFunction.Huber;
        double loss = 0;
        double sumQ = 0;
        double sumError = 0;
        for (int i = 0; i < batch; i++)
        {
            Span<float> row = _q.AsSpan(i * Network.ActionCount, Network.ActionCount);
            float taken = row[actions[i]];
            float error = taken - _targets[i];
            loss += weights[i] * (huber ? HuberLoss.Value(error, threshold) : SquaredErrorLoss.Value(error));
            sumQ += taken;
            sumError += AbsoluteErrors[i] = MathF.Abs(error);
            row.Clear();
            float slope = huber ? HuberLoss.Gradient(error, threshold) : SquaredErrorLoss.Gradient(error);
            row[actions[i]] = weights[i] * slope / batch;
        }

        return (loss / batch, sumQ / batch, sumError / batch);
    }
}
