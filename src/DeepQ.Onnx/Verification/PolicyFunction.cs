namespace DeepQ.Onnx.Verification;

/// <summary>A way to compute a policy's outputs: the network itself, or the file in a runtime.</summary>
/// <param name="states">The observations, [batch, values of one observation], row-major.</param>
/// <param name="batch">The number of observations.</param>
/// <returns>The Q-values, [batch, actions], row-major, and the greedy action of each observation.</returns>
public delegate (float[] QValues, long[] Actions) PolicyFunction(float[] states, int batch);
