# SPDX-License-Identifier: Apache-2.0
"""What administrators change in a Center: agents, skills, contacts, queues, settings, services."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cordboard import _core

__all__ = ["Provisioning"]

Event = dict[str, Any]


class Provisioning:
    """The part of a Center that administrators use; every method says one command.

    Attributes of the objects are keywords with the names of the fields of the command
    (docs/reference/commands.md), such as ``firstName``. What is in use is not deleted.
    All methods raise CommandError when the engine refuses; nothing has changed then.
    """

    @abstractmethod
    def execute(self, command: Mapping[str, Any]) -> list[Event]:
        """Carry out a command."""

    @property
    @abstractmethod
    def _core(self) -> _core.Center:
        """The engine."""

    def create_agent(self, user_name: str, **attributes: Any) -> list[Event]:
        """Create an agent: firstName, lastName, employeeId, roles."""
        return self._provide("CreateAgent", userName=user_name, **attributes)

    def update_agent(self, user_name: str, **attributes: Any) -> list[Event]:
        """Change an agent: firstName, lastName, emailAddress, roles, enabled."""
        return self._provide("UpdateAgent", agent=user_name, **attributes)

    def delete_agent(self, user_name: str) -> list[Event]:
        """Delete an agent who has no session, is no routing target and keeps nothing."""
        return self._provide("DeleteAgent", agent=user_name)

    def create_skill(self, name: str, description: str = "") -> list[Event]:
        """Create a skill."""
        return self._provide("CreateSkill", name=name, description=description)

    def update_skill(self, name: str, description: str) -> list[Event]:
        """Change the description of a skill."""
        return self._provide("UpdateSkill", skill=name, description=description)

    def delete_skill(self, name: str) -> list[Event]:
        """Delete a skill that no routing target names; agents lose it."""
        return self._provide("DeleteSkill", skill=name)

    def set_agent_skill(self, user_name: str, skill: str, level: int = 1) -> list[Event]:
        """Give an agent a level of a skill; 0 takes it away."""
        return self._provide("SetAgentSkill", agent=user_name, skill=skill, level=level)

    def create_contact(self, name: str, phone_number: str) -> list[Event]:
        """Create a contact of the type Custom."""
        return self._provide("CreateContact", name=name, phoneNumber=phone_number)

    def update_contact(self, contact: str, **attributes: Any) -> list[Event]:
        """Change the name or the phoneNumber of a contact of the type Custom."""
        return self._provide("UpdateContact", contact=contact, **attributes)

    def delete_contact(self, contact: str) -> list[Event]:
        """Delete a contact of the type Custom."""
        return self._provide("DeleteContact", contact=contact)

    def create_queue(self, name: str, media: str, **attributes: Any) -> list[Event]:
        """Create a queue of a media: phoneNumber, description, kind."""
        return self._provide("CreateQueue", name=name, media=media, **attributes)

    def update_queue(self, name: str, **attributes: Any) -> list[Event]:
        """Change a queue: description, phoneNumber, recordingPercentage."""
        return self._provide("UpdateQueue", queue=name, **attributes)

    def delete_queue(self, name: str) -> list[Event]:
        """Delete a queue that no interaction is of."""
        return self._provide("DeleteQueue", queue=name)

    def create_agent_state(self, operation_name: str, **attributes: Any) -> list[Event]:
        """Define an agent state: displayName, state, workMode, reason."""
        return self._provide("CreateAgentState", operationName=operation_name, **attributes)

    def update_agent_state(self, operation_name: str, **attributes: Any) -> list[Event]:
        """Change a defined agent state that is not built in."""
        return self._provide("UpdateAgentState", operationName=operation_name, **attributes)

    def delete_agent_state(self, operation_name: str) -> list[Event]:
        """Delete a defined agent state that is not built in."""
        return self._provide("DeleteAgentState", operationName=operation_name)

    def set_center_setting(self, name: str, value: str) -> list[Event]:
        """Set a single setting, such as ``defaultServiceLevelInterval``."""
        return self._provide("SetCenterSetting", name=name, value=value)

    def create_settings_group(self, name: str, display_name: str, key: str = "name") -> list[Event]:
        """Create a group of settings, identified by the attribute ``key``."""
        return self._provide("CreateSettingsGroup", name=name, displayName=display_name, key=key)

    def delete_settings_group(self, name: str) -> list[Event]:
        """Delete a group of settings with all that is in it."""
        return self._provide("DeleteSettingsGroup", settings_group=name)

    def create_setting(self, group: str, setting: Mapping[str, Any]) -> list[Event]:
        """Add a setting to a group; its key is unique there."""
        return self._provide("CreateSetting", settings_group=group, setting=setting)

    def update_setting(self, group: str, setting: Mapping[str, Any]) -> list[Event]:
        """Replace the given attributes of the setting with the same key."""
        return self._provide("UpdateSetting", settings_group=group, setting=setting)

    def delete_setting(self, group: str, setting: Mapping[str, Any]) -> list[Event]:
        """Delete the setting with that key."""
        return self._provide("DeleteSetting", settings_group=group, setting=setting)

    def disable_feature(self, feature: str) -> list[Event]:
        """Let a feature vanish with what belongs to it, for example ``api-voice``."""
        return self._provide("DisableFeature", feature=feature)

    def enable_feature(self, feature: str) -> list[Event]:
        """Bring a feature back."""
        return self._provide("EnableFeature", feature=feature)

    def set_service_state(self, service: str, state: str) -> list[Event]:
        """Let a service be Active, Inactive or (Provisioning) ReadOnly."""
        return self._provide("SetServiceState", service=service, state=state)

    def features(self) -> list[str]:
        """Give the features that are on."""
        features: list[str] = json.loads(self._core.features())
        return features

    def services(self) -> dict[str, str]:
        """Give the state of each service that the features need."""
        services: dict[str, str] = json.loads(self._core.services())
        return services

    def settings(self) -> dict[str, Any]:
        """Give every group of settings by its name: displayName, key, settings."""
        settings: dict[str, Any] = json.loads(self._core.settings())
        return settings

    def skills(self) -> list[dict[str, str]]:
        """Give all skills: name and description."""
        skills: list[dict[str, str]] = json.loads(self._core.skills())
        return skills

    def contacts(self) -> list[dict[str, str]]:
        """Give all contacts: name, type and phoneNumber."""
        contacts: list[dict[str, str]] = json.loads(self._core.contacts())
        return contacts

    def _provide(self, command: str, **fields: Any) -> list[Event]:
        return self.execute({"command": command, **fields})
