namespace DeepQ.Onnx.Verification;

/// <summary>Computes the Q-values of a network in double precision, from its single-precision weights.</summary>
/// <param name="states">The observations, [batch, values of one observation], row-major.</param>
/// <param name="batch">The number of observations.</param>
/// <returns>The Q-values, [batch, actions], row-major.</returns>
public delegate double[] ExactPolicyFunction(float[] states, int batch);
