using DeepQ.Learning;
using Microsoft.ML;

namespace DeepQ.MLNet.Trainer;

/// <summary>
/// Thrown when a training ended but no transformer could be created from it. The exception has the trained network, so
/// that nothing is lost.
/// </summary>
public sealed class TrainedPolicyException : Exception
{
    internal TrainedPolicyException(TrainingResult training, ITransformer? featurizer, Exception cause)
        : base(
            $"The training ended ({training.StopReason}) after {training.Updates} updates, but its policy could not be " +
            $"opened in ONNX Runtime. The trained network is in Training. {cause.Message}",
            cause) => (Training, Featurizer) = (training, featurizer);

    /// <summary>The trained network; the code that catches the exception disposes it.</summary>
    public TrainingResult Training { get; }

    /// <summary>The fitted featurizer; null if the data have states.</summary>
    public ITransformer? Featurizer { get; }
}
