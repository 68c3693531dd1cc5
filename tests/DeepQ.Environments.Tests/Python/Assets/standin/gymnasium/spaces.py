from spaces import Box, Discrete
