using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Offline;
using DeepQ.Learning.States;
using DeepQ.Learning.Torch;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks;

/// <summary>
/// The Q-values of a network, reduced by 1 + max Q(s, ·) − min Q(s, ·) for actions that a behavior network considers
/// too unlikely. These are then below all others, so the greedy action is the best supported one.
/// </summary>
/// <remarks>See <see cref="BatchConstrainedQLearning"/>.</remarks>
public sealed class ConstrainedQNetwork : QNetwork
{
    private readonly QNetwork values;
    private readonly QNetwork behavior;
    // Tensors of one value, for the reason that TensorSum explains.
    private readonly Tensor leastLogit;
    private readonly Tensor one;
    private readonly double _threshold;

    /// <summary>Combines two networks and takes ownership of them.</summary>
    /// <param name="values">The network of the values.</param>
    /// <param name="behavior">The network whose softmax estimates the probability of each action in the data.</param>
    /// <param name="threshold">The least probability of a supported action, τ, relative to the greatest one, in (0, 1).</param>
    /// <exception cref="ArgumentException">The networks differ in their observations or actions.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not in (0, 1).</exception>
    public ConstrainedQNetwork(QNetwork values, QNetwork behavior, double threshold)
        : base(nameof(ConstrainedQNetwork), SizeOf(values), values.ActionCount)
    {
        ArgumentNullException.ThrowIfNull(behavior);
        if (behavior.ObservationSize != ObservationSize || behavior.ActionCount != ActionCount)
        {
            throw new ArgumentException(
                $"The networks take {ObservationSize} and {behavior.ObservationSize} values, and return " +
                $"{ActionCount} and {behavior.ActionCount} actions; both must agree.",
                nameof(behavior));
        }

        if (threshold is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(threshold), threshold, "The threshold must be above 0 and below 1.");
        }

        this.values = values;
        this.behavior = behavior;
        leastLogit = tensor(new[] { (float)Math.Log(threshold) });
        one = ones(1);
        _threshold = threshold;
        RegisterComponents();
    }

    /// <summary>The network of the values, before unlikely actions are reduced.</summary>
    public QNetwork Values => values;

    /// <summary>The network of the behavior.</summary>
    public QNetwork Behavior => behavior;

    internal override bool IsKnown => values.IsKnown && behavior.IsKnown;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Constrain(values.forward(input), behavior.forward(input));

    internal override Tensor Forward(StateBatch states) => Constrain(values.Forward(states), behavior.Forward(states));

    private Tensor Constrain(Tensor q, Tensor logits)
    {
        Tensor unlikely = (logits - logits.max(1, keepdim: true).values).lt(leastLogit);
        Tensor below = (q.max(1, keepdim: true).values - q.min(1, keepdim: true).values).Plus(one);
        return where(unlikely, q - below, q);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PolicyLayer> ToLayers() =>
        [new SupportLayer(values.ToLayers(), behavior.ToLayers(), (float)Math.Log(_threshold))];

    // The distribution is of the values before unlikely actions are reduced.
    internal override IReadOnlyList<PolicyLayer> ToDistributionLayers() =>
        [new SupportLayer(values.ToDistributionLayers(), behavior.ToLayers(), (float)Math.Log(_threshold))];

    internal override ConstrainedQNetwork? InUnits(double unit) =>
        values.InUnits(unit) is { } scaled ? new ConstrainedQNetwork(scaled, behavior.Copy(), _threshold) : null;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> ExportedWeights =>
        [.. values.ExportedWeights, .. behavior.ExportedWeights];

    private protected override void Trace(UnitTrace trace, Tensor states) => Trace(values, trace, states);

    /// <inheritdoc/>
    protected override QNetwork CreateSameArchitecture() =>
        new ConstrainedQNetwork(values.Copy(), behavior.Copy(), _threshold);

    private static int SizeOf(QNetwork values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.ObservationSize;
    }
}
