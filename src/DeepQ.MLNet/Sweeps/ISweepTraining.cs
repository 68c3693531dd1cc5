namespace DeepQ.MLNet.Sweeps;

/// <summary>A training of a sweep that is done, and the policy that it gave.</summary>
public interface ISweepTraining : IDisposable
{
    /// <summary>The mean return of the first episodes that judged the policy.</summary>
    double Score { get; }

    /// <summary>What the score was made of.</summary>
    string Description { get; }

    /// <summary>Judges the policy by other episodes.</summary>
    /// <param name="set">The number of a set of episodes, from 1. The same set gives the same score.</param>
    /// <returns>The mean return, and what it was made of.</returns>
    /// <exception cref="SweepTrialException">The policy cannot be judged.</exception>
    /// <exception cref="OperationCanceledException">The sweep was canceled.</exception>
    (double Score, string Description) Judge(int set);

    /// <summary>Writes the policy to an ONNX file, once it was compared with the network.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SweepTrialException">The policy cannot be exported, or the file does not agree with the network.</exception>
    /// <exception cref="OperationCanceledException">The sweep was canceled.</exception>
    void Save(string path);
}
