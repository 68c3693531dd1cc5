using DeepQ.Learning;
using Microsoft.ML;

namespace DeepQ.MLNet.Trainer;

/// <summary>
/// A training ended, and no transformer could be made of it; the exception has what was trained, so that nothing is lost.
/// </summary>
public sealed class TrainedPolicyException : Exception
{
    internal TrainedPolicyException(TrainingResult training, ITransformer? featurizer, Exception cause)
        : base(
            $"The training ended ({training.StopReason}) after {training.Updates} updates, but its policy could not be " +
            $"opened in ONNX Runtime. The trained network is in Training. {cause.Message}",
            cause) => (Training, Featurizer) = (training, featurizer);

    /// <summary>The trained network; whoever catches the exception disposes it.</summary>
    public TrainingResult Training { get; }

    /// <summary>The fitted featurizer; null where the data have states.</summary>
    public ITransformer? Featurizer { get; }
}
