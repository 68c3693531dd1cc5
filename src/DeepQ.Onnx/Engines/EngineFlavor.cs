namespace DeepQ.Onnx.Engines;

/// <summary>The engine whose contract a policy file follows.</summary>
public enum EngineFlavor
{
    /// <summary>
    /// Unity's ML-Agents, with one branch of discrete actions: inputs <c>obs_0</c> and <c>action_masks</c>, 1 for each legal
    /// action; outputs <c>discrete_actions</c> and <c>deterministic_discrete_actions</c>, both the greedy action, and the constants
    /// <c>version_number</c> (3), <c>memory_size</c> (0) and <c>discrete_action_output_shape</c>.
    /// </summary>
    UnityMLAgents,

    /// <summary>
    /// Godot RL Agents: inputs <c>obs</c> and <c>state_ins</c>, outputs <c>output</c>, the Q-values, and <c>state_outs</c>.
    /// </summary>
    GodotRLAgents,
}
